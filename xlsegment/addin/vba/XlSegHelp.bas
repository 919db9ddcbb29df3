Option Explicit
Option Private Module

Private done As Boolean

Public Function XlSegRegister() As Boolean
    ' Tells the function wizard the category, descriptions and argument help in the language of
    ' Excel's menus. Excel refuses this for hidden workbooks (error 1004, "Cannot edit a macro on a
    ' hidden workbook"); then the add-in is shown for the moment of the call.
    ' True when there is nothing more to try.
    #If Mac Then
        done = True
    #End If
    If Not done Then done = XlSegRegisterAll()
    If Not done Then
        If Not ActiveWorkbook Is Nothing Then
            XlSegRegisterShown
            ' Descriptions that stand in the functions themselves remain where this failed as well.
            done = True
        End If
    End If
    ThisWorkbook.Saved = True
    XlSegRegister = done
End Function

Private Sub XlSegRegisterShown()
    Dim front As Workbook, updating As Boolean, events As Boolean
    Set front = ActiveWorkbook
    updating = Application.ScreenUpdating
    events = Application.EnableEvents
    On Error Resume Next
    Application.ScreenUpdating = False
    Application.EnableEvents = False
    ThisWorkbook.IsAddin = False
    XlSegRegisterAll
    ThisWorkbook.IsAddin = True
    front.Activate
    Application.EnableEvents = events
    Application.ScreenUpdating = updating
End Sub

Private Function XlSegRegisterAll() As Boolean
    Dim name As Variant
    On Error GoTo refused
    For Each name In Split(XlSegText("functions"), ",")
        XlSegRegisterOne CStr(name)
    Next name
    XlSegRegisterAll = True
refused:
End Function

Private Sub XlSegRegisterOne(ByVal name As String)
    Dim help() As String, count As Long
    Do While XlSegText("argument." & name & "." & (count + 1)) <> ""
        count = count + 1
        ReDim Preserve help(1 To count)
        help(count) = XlSegText("argument." & name & "." & count)
    Loop
    If count = 0 Then
        Application.MacroOptions Macro:="'" & ThisWorkbook.Name & "'!" & name, _
            Description:=XlSegText("function." & name), Category:=XlSegText("category")
    Else
        Application.MacroOptions Macro:="'" & ThisWorkbook.Name & "'!" & name, _
            Description:=XlSegText("function." & name), Category:=XlSegText("category"), _
            ArgumentDescriptions:=help
    End If
End Sub
