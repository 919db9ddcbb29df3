"""What is masked stays valid where it stands; markup and everything else stays as it is."""

from __future__ import annotations

from collections import Counter

import pytest

from tests.privacy.planted import base
from tests.support.packages import parts
from xlsegment.core.span import apply_spans
from xlsegment.errors import CannotClean
from xlsegment.privacy.finder import Finder
from xlsegment.privacy.formula import formula_spans
from xlsegment.privacy.known import Known
from xlsegment.privacy.rewrite import Part, Rewriter, renamed_names
from xlsegment.privacy.scrub import scrub

KNOWN = Known(
    [
        ("张小明", "张**", "name"),
        ("张小红", "张**", "name"),
        ("Max", "M**", "name"),
        ("13812345678", "138****5678", "mobile"),
        ("AT&T 吴", "****", "name"),
    ]
)
FINDER = Finder(KNOWN, by_form=False)


def rewritten(root, xml):
    return Rewriter(Part("xl/part.xml", root), FINDER, Counter())(xml)


@pytest.mark.parametrize(
    ("root", "before", "after"),
    [
        ("sst", "<si><t>张小明</t><rPh sb='0'><t>zxm</t></rPh></si>", "<si><t>张**</t></si>"),
        ("sst", "<x:si><x:r><x:t>张</x:t></x:r><x:r><x:t>小明 Max</x:t></x:r></x:si>",
         "<x:si><x:r><x:t>张**</x:t></x:r><x:r><x:t> M**</x:t></x:r></x:si>"),
        ("sst", "<si><t>AT&amp;T &#x5434; &lt;b&gt;</t></si>", "<si><t>**** &lt;b&gt;</t></si>"),
        ("worksheet", '<cfvo type="max" val="Max"/>', '<cfvo type="max" val="Max"/>'),
        ("worksheet", '<c r="A1" t="s"><v>13812345678</v></c>',
         '<c r="A1" t="s"><v>13812345678</v></c>'),
        ("worksheet", '<c r="A1" t="n" s="4"><v>13812345678</v></c>',
         '<c r="A1" t="str" s="4"><v>138****5678</v></c>'),
        ("worksheet", "<c r='A1'><v>0.13812345678</v></c>", "<c r='A1'><v>0.13812345678</v></c>"),
        ("worksheet", '<hyperlink display="Max" id="{13812345-6789-4111-8111-138123456780}"/>',
         '<hyperlink display="M**" id="{13812345-6789-4111-8111-138123456780}"/>'),
        ("styleSheet", "<numFmt numFmtId='170' formatCode='\"张小明\"@'/>",
         "<numFmt numFmtId='170' formatCode='\"张＊＊\"@'/>"),
        ("worksheet", '<oddHeader>&amp;LMax&amp;R&amp;"Max,Bold"13812345678&amp;P</oddHeader>',
         '<oddHeader>&amp;LM**&amp;R&amp;"M**,Bold"138****5678&amp;P</oddHeader>'),
        ("styleSheet", "<numFmt formatCode='\"Max\"0'/>", "<numFmt formatCode='\"M＊＊\"0'/>"),
        # a word that is a name and might be markup elsewhere
        ("worksheet", '<filter val="max"/>', '<filter val="M**"/>'),
        ("worksheet", '<customFilter operator="notEqual" val="*Max*"/>',
         '<customFilter operator="notEqual" val="*M***"/>'),
        ("worksheet", '<scenario name="x" user="Max"/>', '<scenario name="x" user="M**"/>'),
        ("pivotCacheDefinition", '<pivotCacheDefinition refreshedBy="Max"/>',
         '<pivotCacheDefinition refreshedBy="M**"/>'),
        ("pivotTableDefinition", '<item n="Max" t="max"/>', '<item n="M**" t="max"/>'),
        ("pivotTableDefinition", '<filter type="max" stringValue1="Max"/>',
         '<filter type="max" stringValue1="M**"/>'),
        ("slicerCacheDefinition", '<i n="[a].[Max]" c="Max"/>', '<i n="[a].[M**]" c="M**"/>'),
        ("externalLink", '<sheetName val="Max"/>', '<sheetName val="M**"/>'),
        ("formControlPr", '<item val="Max"/>', '<item val="M**"/>'),
        ("MapInfo", '<Map Name="Max"/>', '<Map Name="M**"/>'),
        ("styleSheet", '<cellStyle name="Max"/>', '<cellStyle name="M**"/>'),
        ("styleSheet", '<cellStyle name="Max" builtinId="3"/>',
         '<cellStyle name="Max" builtinId="3"/>'),
        ("chartSpace", "<c:formatCode>Max</c:formatCode>", "<c:formatCode>Max</c:formatCode>"),
        ("资料", "<a b='Max'><![CDATA[<张小明>]]></a>", "<a b='M**'><![CDATA[<张**>]]></a>"),
    ],
)  # fmt: skip
def test_a_part(root, before, after):
    assert rewritten(root, before) == after
    assert rewritten(root, after) == after


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ('MAX(A1)&"Max"', 'MAX(A1)&"M**"'),
        ('"a""张小明"', '"a""张**"'),
        ("13812345678*2", '"138****5678"*2'),
        ("表1[张小明]+1", "表1[张**]+1"),
        ('"张"&"小"&UPPER("明吧")', '"张**"&""&UPPER("吧")'),
        ('CONCATENATE("请电138","1234",A1,"5678")', 'CONCATENATE("请电138****5678","",A1,"")'),
        ('138&"12345678"&1', '"138****5678"&""&1'),
        ('IF(A1>"张",138,5678)', 'IF(A1>"张",138,5678)'),
        ("'[张小明.xlsx]一'!A1", "'[张__.xlsx]一'!A1"),
        ("张小明_区+A13812345", "张___区+A13812345"),
        ("IF(A1>5,B2,C3)", "IF(A1>5,B2,C3)"),
    ],
)
def test_a_formula_stays_a_formula(before, after):
    renamed = renamed_names(["张小明_区"], FINDER)

    assert apply_spans(before, formula_spans(before, FINDER, renamed)) == after


def test_names_stay_valid_and_apart():
    names = ["张小明", "张小红", "张__", "其他", "Total_Max"]

    found = renamed_names(names, FINDER)

    assert len({*found.values(), "其他", "张__"}) == len(names)
    assert found["张小明"] == "张___2"
    assert set(found) == {"张小明", "张小红", "total_max"}


def test_a_table_that_would_have_two_columns_of_one_name_is_refused(tmp_path):
    pack = base()
    pack.replace("xl/tables/table1.xml", 'name="项目"', 'name="张小红"')
    pack.replace("xl/tables/table1.xml", 'name="值"', 'name="张小明"')
    source = pack.write(tmp_path / "source.xlsx")

    with pytest.raises(CannotClean) as refusal:
        scrub(source, tmp_path / "copy.xlsx", KNOWN, patterns=False)

    assert "张小" not in str(refusal.value)
    assert not (tmp_path / "copy.xlsx").exists()


def test_printer_settings_that_hold_nobody_stay(tmp_path):
    pack = base()
    pack.add("xl/printerSettings/p1.bin", b"\0x" * 50, "printerSettings", "a/b", "xl/workbook.xml")
    source = pack.write(tmp_path / "source.xlsx")

    found = scrub(source, tmp_path / "copy.xlsx", KNOWN, patterns=True)

    assert not found.dropped
    assert parts(tmp_path / "copy.xlsx") == parts(source)
