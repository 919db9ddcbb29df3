"""The hand-written parts of a decorated workbook: what neither xlsxwriter nor openpyxl makes."""

from __future__ import annotations

MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
R = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
X14 = "http://schemas.microsoft.com/office/spreadsheetml/2009/9/main"
X15 = "http://schemas.microsoft.com/office/spreadsheetml/2010/11/main"
XDR = "http://schemas.openxmlformats.org/drawingml/2006/spreadsheetDrawing"
SLICER = "客户切片器"
CACHE = "切片器_客户"
THREAD = "{6B0CA2F8-1D5E-4D0A-9C71-0E7A3F1B2C3D}"
PERSON = "{0F4C7B1E-52A9-4E36-8B1D-6A9D2E8C4F70}"
HEAD = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'

PIVOT_SHEET = f"""{HEAD}<worksheet xmlns="{MAIN}" xmlns:r="{R}"><dimension ref="A3:B7"/>\
<sheetData>\
<row r="3"><c r="A3" t="inlineStr"><is><t>城市</t></is></c>\
<c r="B3" t="inlineStr"><is><t>人数合计</t></is></c></row>\
<row r="4"><c r="A4" t="inlineStr"><is><t>上海</t></is></c><c r="B4"><v>5</v></c></row>\
<row r="5"><c r="A5" t="inlineStr"><is><t>北京</t></is></c><c r="B5"><v>7</v></c></row>\
<row r="6"><c r="A6" t="inlineStr"><is><t>成都</t></is></c><c r="B6"><v>9</v></c></row>\
<row r="7"><c r="A7" t="inlineStr"><is><t>总计</t></is></c><c r="B7"><v>21</v></c></row>\
</sheetData></worksheet>"""

PIVOT_CACHE = f"""{HEAD}<pivotCacheDefinition xmlns="{MAIN}" xmlns:r="{R}" r:id="rId1" \
refreshedBy="analyst" refreshedDate="45000.5" createdVersion="6" refreshedVersion="6" \
minRefreshableVersion="3" recordCount="6"><cacheSource type="worksheet">\
<worksheetSource ref="A1:B7" sheet="我的分析"/></cacheSource><cacheFields count="2">\
<cacheField name="城市" numFmtId="0"><sharedItems count="3"><s v="上海"/><s v="北京"/>\
<s v="成都"/></sharedItems></cacheField><cacheField name="人数" numFmtId="0">\
<sharedItems containsSemiMixedTypes="0" containsString="0" containsNumber="1" \
containsInteger="1" minValue="1" maxValue="6"/></cacheField></cacheFields>\
</pivotCacheDefinition>"""

PIVOT_RECORDS = (
    f'{HEAD}<pivotCacheRecords xmlns="{MAIN}" xmlns:r="{R}" count="6">'
    + "".join(f'<r><x v="{number % 3}"/><n v="{number + 1}"/></r>' for number in range(6))
    + "</pivotCacheRecords>"
)

PIVOT_TABLE = f"""{HEAD}<pivotTableDefinition xmlns="{MAIN}" name="数据透视表1" cacheId="901" \
applyNumberFormats="0" applyBorderFormats="0" applyFontFormats="0" applyPatternFormats="0" \
applyAlignmentFormats="0" applyWidthHeightFormats="1" dataCaption="值" updatedVersion="6" \
minRefreshableVersion="3" useAutoFormatting="1" itemPrintTitles="1" createdVersion="6" \
indent="0" outline="1" outlineData="1" multipleFieldFilters="0">\
<location ref="A3:B7" firstHeaderRow="1" firstDataRow="1" firstDataCol="1"/>\
<pivotFields count="2"><pivotField axis="axisRow" showAll="0"><items count="4"><item x="0"/>\
<item x="1"/><item x="2"/><item t="default"/></items></pivotField>\
<pivotField dataField="1" showAll="0"/></pivotFields><rowFields count="1"><field x="0"/>\
</rowFields><rowItems count="4"><i><x/></i><i><x v="1"/></i><i><x v="2"/></i>\
<i t="grand"><x/></i></rowItems><colItems count="1"><i/></colItems><dataFields count="1">\
<dataField name="人数合计" fld="1" baseField="0" baseItem="0"/></dataFields>\
<pivotTableStyleInfo name="PivotStyleLight16" showRowHeaders="1" showColHeaders="1" \
showRowStripes="0" showColStripes="0" showLastColumn="1"/></pivotTableDefinition>"""

PERSONS = f"""{HEAD}<personList \
xmlns="http://schemas.microsoft.com/office/spreadsheetml/2018/threadedcomments">\
<person displayName="Analyst" id="{PERSON}" userId="analyst" providerId="None"/></personList>"""

THREADED_COMMENTS = f"""{HEAD}<ThreadedComments \
xmlns="http://schemas.microsoft.com/office/spreadsheetml/2018/threadedcomments">\
<threadedComment ref="D2" dT="2026-01-05T08:00:00.00" personId="{PERSON}" id="{THREAD}">\
<text>这个数字对吗?</text></threadedComment>\
<threadedComment ref="D2" dT="2026-01-05T09:00:00.00" personId="{PERSON}" \
id="{{6B0CA2F8-1D5E-4D0A-9C71-0E7A3F1B2C3E}}" parentId="{THREAD}"><text>对。</text>\
</threadedComment></ThreadedComments>"""

SLICERS = f"""{HEAD}<slicers xmlns="{X14}"><slicer name="{SLICER}" cache="{CACHE}" \
caption="客户" rowHeight="241300"/></slicers>"""

SLICER_SHEET_EXT = f"""<ext xmlns="{MAIN}" xmlns:x15="{X15}" \
uri="{{3A4CF648-6AED-40f4-86FF-DC5316D8AED3}}"><x14:slicerList xmlns:x14="{X14}">\
<x14:slicer xmlns:r="{R}" r:id="RELATION"/></x14:slicerList></ext>"""

SLICER_BOOK_EXT = f"""<ext xmlns="{MAIN}" xmlns:x15="{X15}" \
uri="{{46BE6895-7355-4a93-B00E-2C351335B9C9}}"><x15:slicerCaches xmlns:x14="{X14}">\
<x14:slicerCache xmlns:r="{R}" r:id="RELATION"/></x15:slicerCaches></ext>"""

SLICER_ANCHOR = f"""<xdr:twoCellAnchor xmlns:xdr="{XDR}" editAs="absolute" \
xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main">\
<xdr:from><xdr:col>40</xdr:col><xdr:colOff>0</xdr:colOff><xdr:row>1</xdr:row>\
<xdr:rowOff>0</xdr:rowOff></xdr:from><xdr:to><xdr:col>42</xdr:col><xdr:colOff>0</xdr:colOff>\
<xdr:row>9</xdr:row><xdr:rowOff>0</xdr:rowOff></xdr:to>\
<mc:AlternateContent xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006">\
<mc:Choice xmlns:sle15="http://schemas.microsoft.com/office/drawing/2012/slicer" \
Requires="sle15"><xdr:graphicFrame macro=""><xdr:nvGraphicFramePr>\
<xdr:cNvPr id="900" name="{SLICER}"/><xdr:cNvGraphicFramePr/></xdr:nvGraphicFramePr>\
<xdr:xfrm><a:off x="0" y="0"/><a:ext cx="0" cy="0"/></xdr:xfrm><a:graphic>\
<a:graphicData uri="http://schemas.microsoft.com/office/drawing/2010/slicer">\
<sle:slicer xmlns:sle="http://schemas.microsoft.com/office/drawing/2010/slicer" \
name="{SLICER}"/></a:graphicData></a:graphic></xdr:graphicFrame></mc:Choice>\
<mc:Fallback><xdr:sp macro="" textlink=""><xdr:nvSpPr><xdr:cNvPr id="0" name=""/>\
<xdr:cNvSpPr/></xdr:nvSpPr><xdr:spPr><a:xfrm><a:off x="0" y="0"/>\
<a:ext cx="1828800" cy="1828800"/></a:xfrm><a:prstGeom prst="rect"><a:avLst/></a:prstGeom>\
</xdr:spPr></xdr:sp></mc:Fallback></mc:AlternateContent><xdr:clientData/>\
</xdr:twoCellAnchor>"""

CUSTOM_XML = HEAD + '<brief xmlns="urn:example:brief"><goal>复购率 +10%</goal></brief>'
CUSTOM_XML_PROPERTIES = f"""{HEAD}<ds:datastoreItem \
ds:itemID="{{9D3C2B1A-0F1E-4D2C-8B3A-4C5D6E7F8091}}" \
xmlns:ds="http://schemas.openxmlformats.org/officeDocument/2006/customXml"><ds:schemaRefs>\
<ds:schemaRef ds:uri="urn:example:brief"/></ds:schemaRefs></ds:datastoreItem>"""

CUSTOM_PROPERTIES = f"""{HEAD}<Properties \
xmlns="http://schemas.openxmlformats.org/officeDocument/2006/custom-properties" \
xmlns:vt="http://schemas.openxmlformats.org/officeDocument/2006/docPropsVTypes">\
<property fmtid="{{D5CDD505-2E9C-101B-9397-08002B2CF9AE}}" pid="2" name="部门">\
<vt:lpwstr>市场部</vt:lpwstr></property></Properties>"""


def slicer_cache(table_id: str, column_id: str, column: str) -> str:
    """Return the slicer cache over one column of a table."""
    return f"""{HEAD}<slicerCacheDefinition xmlns="{X14}" xmlns:x="{MAIN}" name="{CACHE}" \
sourceName="{column}"><extLst><x:ext xmlns:x15="{X15}" \
uri="{{2F2917AC-EB37-4324-AD4E-5DD8C200BD13}}"><x15:tableSlicerCache tableId="{table_id}" \
column="{column_id}"/></x:ext></extLst></slicerCacheDefinition>"""
