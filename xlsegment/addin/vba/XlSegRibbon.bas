Option Explicit

Public Sub XlSeg_Label(control As IRibbonControl, ByRef returnedVal)
    returnedVal = XlSegText("label." & control.Id)
End Sub

Public Sub XlSeg_Tip(control As IRibbonControl, ByRef returnedVal)
    returnedVal = XlSegText("tip." & control.Id)
End Sub

Public Sub XlSeg_Press(control As IRibbonControl)
    Dim reason As String
    If ActiveWorkbook Is Nothing Then
        If XlSegText("needs_book." & control.Id) <> "" Then
            XlSegSay XlSegText("message.no_workbook")
            Exit Sub
        End If
        ' RunPython asks the active workbook for its name, whatever the button does.
        Workbooks.Add
    End If
    On Error GoTo failed
    RunPython "from xlsegment.excel.ribbon import press; press('" & control.Id & "')"
    Exit Sub
failed:
    reason = Err.Description
    XlSegSay XlSegText("message.python_did_not_start") & vbLf & vbLf & reason
End Sub
