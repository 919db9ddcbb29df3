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
    ' Python looks for Esc between its stages; VBA would stop with a dialogue of its own. Excel sets
    ' this back when the macro ends.
    Application.EnableCancelKey = xlDisabled
    RunPython "from xlsegment.excel.ribbon import press; press('" & control.Id & "')"
    XlSegFreeStatusBarLater
    Exit Sub
failed:
    reason = Err.Description
    XlSegSay XlSegText("message.python_did_not_start") & vbLf & vbLf & reason
End Sub

Private Sub XlSegFreeStatusBarLater()
    ' What a button has to say stands in the status bar for some seconds. On the Mac, Python is still
    ' at work by now, and xlwings frees the status bar in the end.
    #If Mac Then
    #Else
        On Error Resume Next
        Application.OnTime Now + TimeSerial(0, 0, 8), _
            "'" & ThisWorkbook.Name & "'!XlSegRibbon.XlSeg_FreeStatusBar"
    #End If
End Sub

Public Sub XlSeg_FreeStatusBar()
    Application.StatusBar = False
End Sub
