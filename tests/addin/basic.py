"""The built add-in as LibreOffice can run it, with recorders where Excel or Python would answer.

All our modules are taken from the built file, text by text. What LibreOffice lacks is replaced:
xlwings' two modules (it does not compile them) by recorders, message boxes by a recorder, and in
the wrappers ``Application.Caller``, which it leaves empty.
"""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Final

from tests.addin import vba
from xlsegment.addin.module import Kind, Module, code_of
from xlsegment.addin.project import vba_project

#: What Application.LanguageSettings would say.
ENGLISH: Final = 1033
CHINESE: Final = 2052
TAIWAN: Final = 1028

_RUN_PYTHON = """
Public recorded As String

Public Function RunPython(PythonCommand As String)
    recorded = recorded & PythonCommand & vbLf
    If InStr(PythonCommand, recorded_fault) > 0 Then Err.Raise 1000, Description:="no DLL"
End Function

Public Function XLPy()
    Set XLPy = New ProbePython
End Function
"""

_SAY = """
Public said As String

Public Sub XlSegSay(ByVal message As String)
    said = said & message & vbLf
End Sub
"""

# LibreOffice runs both sides of #If.
_MAC: Final = """    #If Mac Then
        done = True
    #End If
"""

# Answers what it is asked to: the first argument, or a block for a function without arguments.
_PYTHON = """
Public Function CallUDF(module_name, function_name, args, book)
    Dim block(1, 2) As Variant
    If UBound(args) < 0 Then
        block(0, 0) = "#N/A"
        block(0, 1) = "text"
        block(0, 2) = "#DIV/0!"
        block(1, 0) = 5
        block(1, 1) = "#NUM! "
        block(1, 2) = "#NULL!"
        CallUDF = block
    ElseIf args(0) = "raise" Then
        Err.Raise 1000, Description:="a traceback"
    ElseIf args(0) = "where" Then
        CallUDF = module_name & "." & function_name & "/" & UBound(args)
    Else
        CallUDF = args(0)
    End If
End Function
"""

_PROBE = """
Public recorded_fault As String
Public refusals As Long
Public registered As String
Public shown As String
Public planned As String

Public Sub Later(moment, macro)
    planned = CLng((moment - Now) * 86400) & " " & Split(macro, "!")(1)
End Sub

Public Function PressThenFree(id As String) As String
    planned = ""
    Application.EnableCancelKey = xlInterrupt
    Press id, "none"
    PressThenFree = planned & "|" & Application.EnableCancelKey
End Function

Public Function Press(id As String, fault As String) As String
    Dim control As New ProbeControl
    control.Id = id
    recorded = ""
    said = ""
    recorded_fault = fault
    XlSeg_Press control
    Press = recorded & "|" & said
End Function

Public Function Label(id As String) As String
    Dim control As New ProbeControl, text As Variant
    control.Id = id
    XlSeg_Label control, text
    Label = text
End Function

Public Function Tip(id As String) As String
    Dim control As New ProbeControl, text As Variant
    control.Id = id
    XlSeg_Tip control, text
    Tip = text
End Function

Public Function Out(text As String) As String
    Dim found As Variant
    found = XlSegOut(text)
    Out = IsError(found) & " " & CStr(found)
End Function

Public Function OutRow(first As String, second As String) As String
    Dim row(1) As Variant, found As Variant
    row(0) = first
    row(1) = second
    found = XlSegOut(row)
    OutRow = IsError(found(0)) & " " & IsError(found(1)) & " " & CStr(found(1))
End Function

Public Function Register(refuse As Long) As String
    refusals = refuse
    XlSegRegister
    Register = shown & vbLf & registered
End Function

Public Sub MacroOptions(Macro, Description, Category, Optional ArgumentDescriptions)
    If refusals > 0 Then
        refusals = refusals - 1
        Err.Raise 1004
    End If
    registered = registered & Macro & "|" & Description & "|" & Category
    If Not IsMissing(ArgumentDescriptions) Then
        registered = registered & "|" & Join(ArgumentDescriptions, "|")
    End If
    registered = registered & vbLf
End Sub

Public Sub Show(ByVal hidden As Boolean)
    shown = shown & hidden & " "
End Sub

Public Function In_(address As String) As String
    Dim given As Variant
    On Error GoTo refused
    given = XlSegIn(Array(1, ThisWorkbook.Sheets(1).Range(address), "x"))
    In_ = IsObject(given(1)) & " " & IsArray(given(1)) & " " & UBound(given)
    Exit Function
refused:
    In_ = "refused " & Err.Number
End Function
"""


def runnable(
    path: Path, folder: Path, language: int = ENGLISH, replace: Mapping[str, str] | None = None
) -> Path:
    """Return a workbook with the add-in's sheets and modules, and ``Probe`` to call them by.

    ``replace`` writes parts of the module of the ribbon's callbacks differently.
    """
    modules = [
        Module(name, _runnable_code(name, code_of(text), language, replace or {}), _kind(name))
        for name, text in vba.modules(path).items()
        if name != "Dictionary"
    ]
    modules += [
        Module("ProbePython", _PYTHON, "class"),
        Module("ProbeControl", "Public Id As String\n", "class"),
        Module("Probe", _PROBE),
    ]
    copy = vba.as_workbook(path, folder)
    return vba.rewritten(
        copy,
        folder / f"runnable_{language}.xlsm",
        {"xl/vbaProject.bin": (vba.parts(path)["xl/vbaProject.bin"], vba_project(modules))},
    )


def _runnable_code(name: str, code: str, language: int, replace: Mapping[str, str]) -> str:
    if name == "xlwings":
        return _RUN_PYTHON
    if name == "XlSegSays":
        return _SAY
    if name == "XlSegFunctions":
        code = code.replace("If TypeOf Application.Caller Is Range Then On Error", "On Error")
        code = code.replace(", Application.Caller)", ")")
    if name == "XlSegTexts":
        assert "Application.LanguageSettings.LanguageID(2)" in code
        code = code.replace("Application.LanguageSettings.LanguageID(2)", str(language))
    if name == "XlSegHelp":
        assert code.count("Application.MacroOptions") == code.count("ThisWorkbook.IsAddin = ") == 2
        code = code.replace("Application.MacroOptions", "Probe.MacroOptions")
        code = code.replace("ThisWorkbook.IsAddin = ", "Probe.Show ")
        assert _MAC in code
        code = code.replace(_MAC, "")
    if name == "XlSegRibbon":
        assert "Application.OnTime " in code
        code = code.replace("Application.OnTime ", "Probe.Later ")
        code = code.replace("#If Mac Then\n    #Else\n", "#If True Then\n")
        for old, new in replace.items():
            assert old in code
            code = code.replace(old, new)
    return code


def _kind(name: str) -> Kind:
    if name == "ThisWorkbook":
        return "workbook"
    return "sheet" if name.startswith("Sheet") else "standard"
