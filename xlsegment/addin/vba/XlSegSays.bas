Option Explicit
Option Private Module

Public Sub XlSegSay(ByVal message As String)
    #If Mac Then
        MsgBox message, vbExclamation, XlSegText("category")
    #Else
        ' MsgBox is ANSI: it shows Chinese as ? where Windows itself is not Chinese. Popup does not.
        On Error GoTo plain
        CreateObject("WScript.Shell").Popup message, 0, XlSegText("category"), vbExclamation + vbSystemModal
        Exit Sub
plain:
        MsgBox message, vbExclamation, "xlsegment"
    #End If
End Sub
