Option Explicit
Option Private Module

' VBA text is stored in one ANSI code page, so it stays ASCII: every sentence a person reads stands
' on a sheet of the add-in (key, English, Chinese). Both are read once, not cell by cell.
Private texts As Collection

Public Function XlSegText(ByVal key As String) As String
    ' The text in the language of Excel's menus; "" when there is none.
    If texts Is Nothing Then Set texts = XlSegReadTexts(IIf(XlSegIsChinese(), 3, 2))
    On Error Resume Next
    XlSegText = texts.Item(key)
End Function

Private Function XlSegReadTexts(ByVal column As Long) As Collection
    Dim found As Collection, values As Variant, row As Long
    Set found = New Collection
    values = ThisWorkbook.Sheets("xlsegment.text").UsedRange.Value
    For row = LBound(values, 1) To UBound(values, 1)
        found.Add CStr(values(row, column)), CStr(values(row, 1))
    Next row
    Set XlSegReadTexts = found
End Function

Public Function XlSegIsChinese() As Boolean
    Dim language As Long
    On Error Resume Next
    language = Application.LanguageSettings.LanguageID(2) ' msoLanguageIDUI
    XlSegIsChinese = ((language And &H3FF) = 4)
End Function
