Option Explicit
Option Private Module

Public Function XlSegIn(ByVal args As Variant) As Variant
    ' The cells of a range, not the range: Python would ask Excel a dozen questions about each, one
    ' after the other, and would read the first area of several without knowing of the others.
    ' What was left out stays Empty, which Python takes for the same.
    Dim i As Long, values() As Variant
    XlSegIn = args
    If UBound(args) < LBound(args) Then Exit Function
    ReDim values(LBound(args) To UBound(args))
    For i = LBound(args) To UBound(args)
        If IsObject(args(i)) Then
            If args(i).Areas.Count > 1 Then Err.Raise 13
            values(i) = args(i).Value
        ElseIf Not IsMissing(args(i)) Then
            values(i) = args(i)
        End If
    Next i
    XlSegIn = values
End Function

Public Function XlSegOut(ByVal result As Variant) As Variant
    ' Python can hand over texts but no errors, so Excel's seven classic errors come as texts. A cell
    ' in which somebody typed such a text becomes that error as well.
    Dim row As Long, column As Long
    Select Case XlSegDimensions(result)
    Case 0
        If XlSegIsError(result) Then result = XlSegError(result)
    Case 1
        For column = LBound(result) To UBound(result)
            If XlSegIsError(result(column)) Then result(column) = XlSegError(result(column))
        Next column
    Case Else
        For column = LBound(result, 2) To UBound(result, 2)
            For row = LBound(result, 1) To UBound(result, 1)
                If XlSegIsError(result(row, column)) Then
                    result(row, column) = XlSegError(result(row, column))
                End If
            Next row
        Next column
    End Select
    XlSegOut = result
End Function

Private Function XlSegDimensions(ByRef value As Variant) As Long
    ' 0 of what is no array, 2 of what has two dimensions.
    Dim last As Long
    If Not IsArray(value) Then Exit Function
    XlSegDimensions = 1
    On Error GoTo one
    last = UBound(value, 2)
    XlSegDimensions = 2
one:
End Function

Private Function XlSegIsError(ByRef value As Variant) As Boolean
    ' Asked for every cell of a result, hence the short ways out.
    If VarType(value) <> vbString Then Exit Function
    If Len(value) > 7 Then Exit Function
    XlSegIsError = (Left$(value, 1) = "#")
End Function

Private Function XlSegError(ByVal text As String) As Variant
    Select Case text
        Case "#N/A": XlSegError = CVErr(xlErrNA)
        Case "#VALUE!": XlSegError = CVErr(xlErrValue)
        Case "#DIV/0!": XlSegError = CVErr(xlErrDiv0)
        Case "#NUM!": XlSegError = CVErr(xlErrNum)
        Case "#REF!": XlSegError = CVErr(xlErrRef)
        Case "#NAME?": XlSegError = CVErr(xlErrName)
        Case "#NULL!": XlSegError = CVErr(xlErrNull)
        Case Else: XlSegError = text
    End Select
End Function
