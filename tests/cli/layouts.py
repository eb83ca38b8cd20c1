"""Lists of projects in the layouts that cities publish, drawn, with what is right of each by the rules of an import.

Every name and figure is invented. ``counts``: data, new, merged, refused. A project is told as ``field=value`` words.
"""

from typing import NamedTuple


class Layout(NamedTuple):
    sheets: dict[str, str]
    counts: tuple[int, int, int, int]
    projects: dict[str, str]
    said: tuple[str, ...] = ()
    """Words of what must be said."""
    args: tuple[str, ...] = ()


LAYOUTS = {
    "sections with counts, unit at the right, three levels of sums": Layout({"计划": """
附件1|||||||
安澜市2026年度重点项目名单|<|<|<|<|<|<|<
|||||||单位：亿元
序号|项目名称|县区|建设规模及内容|建设年限|总投资|2026年计划投资|责任单位
|合计（4个）|||| 21.5|6.6|
一|在建项目（2个）||||13.5|3.6|
（一）|先进制造业（1个）||||12|3|
1|智能装备园|临江区|新建厂房12万平方米|2024-2026|12|3|市工信局
（二）|综合交通（1个）||||1.5|0.6|
2|疏港公路|望潮区|二级公路8公里|2025.3-2026.12|1.5|0.6|市交通局
二|新开工项目（2个）||||8|3|
（一）|社会事业（2个）||||8|3|
3|第三中学|临江区|教学楼|2026年四季度-2028年|3|1|市教育局
4|市中医院|鹭湾区|床位500张|2026年12月-2029年6月|5|2|市卫健委
注：1.年度计划为暂定数。|||||||
"""}, (4, 4, 0, 0), {
        "智能装备园": "county_name=临江区 stage=building sector=industry total=120000 plan_year=30000 started=2024-12-31 "
                 "planned_start=2024-12-31 planned_finish=2026-12-31 content=新建厂房12万平方米",
        "疏港公路": "stage=building sector=transport total=15000 started=2025-03-31",
        "第三中学": "stage=prework sector=social total=30000 planned_start=2026-12-31 planned_finish=2028-12-31",
        "市中医院": "county_name=鹭湾区 planned_finish=2029-06-30"}),
    "three rows of heads": Layout({"Sheet1": """
重点项目台账
序号|项目基本情况|<|<|投资情况（万元）|<|<|建设时间|<|备注
^|项目名称|建设性质|建设地点|总投资|2026年|<|开工|竣工|^
^|^|^|^|^|计划投资|主要建设内容|^|^|^
1|港区仓库|新建|临江区|12,000|3000|主体施工|2026.12|2027.6|
2|给水厂|续建|望潮区|8000.5|2000|设备安装|2025.5|2026.12|省级重点
"""}, (2, 2, 0, 0), {
        "港区仓库": "county_name=临江区 total=12000 plan_year=3000 stage=prework planned_start=2026-12-31 "
                "planned_finish=2027-06-30 content=-",
        "给水厂": "county_name=望潮区 total=8001 plan_year=2000 started=2025-05-31 note=省级重点"}, ("8000.5",)),
    "a sheet for each county, unit in the title": Layout({"临江区": """
临江区重点项目表（单位：万元）
序号|项目名称|总投资|年度投资|开工日期|完工日期
1|甲厂|500|100|2026/12/1|2027-06-30
""", "鹭湾区（2个）": """
鹭湾区重点项目表（单位：万元）
序号|项目名称|总投资|年度投资|开工日期|完工日期
1|乙厂|600|100|2026年12月1日|2027年上半年
2|甲厂|700|100|2026年12月|2027年三季度
小计||1300|200||
"""}, (3, 3, 0, 0), {"乙厂": "county_name=鹭湾区 total=600 plan_year=100 planned_start=2026-12-01 planned_finish=2027-06-30"}),
    "other words, other order, unit in the cells": Layout({"项目表": """
工程名称|业主单位|县（市、区）|主要建设内容及规模|建设起止时间|投资总额|当年计划投资|挂钩市领导|牵头部门|项目状态|项目所在地
沿江大道|某江投资集团有限公司|青岭县|道路3.2公里|2025年3月至2027年6月|3.2亿元|8000万元|王某山（副市长）|市住建局|在建项目|滨江街道
数据中心|某云科技有限公司|临江区|机柜2000架|2026年四季度～2028年底|12亿|1.5亿元|李某川|市工信局|前期项目|高新路8号
"""}, (2, 2, 0, 0), {
        "沿江大道": "county_name=青岭县 total=32000 plan_year=8000 stage=building developer=某江投资集团有限公司 "
                "planned_start=2025-03-31 planned_finish=2027-06-30 place=滨江街道 leader_name=王某山",
        "数据中心": "total=120000 plan_year=15000 stage=prework planned_finish=2028-12-31"}),
    "sums below, blanks in heads, code column, merged counties": Layout({"表": """
某市重点项目形象进度计划表|<|<|<|<|<
编制单位：市发改委|||||2026年11月
序  号|县  区|项 目 名 称|项 目 代 码|总 投 资/n（亿元）|备  注
1|临江区|甲项目|2026-350000-01-01-000001|1.25|
2|^|乙工程|2026-350000-01-01-000002|0.285|
小  计|||| 1.535|
3|望潮区|丙|'2026-350000-01-01-000003|2|※
合  计|||| 3.535|
总  计|<|<|<|3.535|
填表人：张某||审核人：李某|||
"""}, (3, 3, 0, 0), {"甲项目": "county_name=临江区 total=12500 national_code=2026-350000-01-01-000001",
                      "乙工程": "county_name=临江区 total=2850", "丙": "county_name=望潮区 total=20000"}),
    "heads again under each section, other columns there": Layout({"项目": """
一、储备项目（2个）|||
序号|项目名称|总投资（万元）|竣工时间
1|甲|100|2026年底
2|乙|200|2026年三季度
|||
二、新开工项目|||
序号|项目名称|总投资（亿元）|开工时间
1|丙|3|2026年底
"""}, (3, 3, 0, 0), {"甲": "stage=reserve planned_finish=2026-12-31", "乙": "total=200",
                      "丙": "total=30000 stage=prework planned_start=2026-12-31"}),
    "plan and fact under one head": Layout({"表": """
项目名称|总投资（万元）|<|开工时间|<|竣工时间|<
^|合计|其中：中央|计划|实际|计划|实际
甲|100|20|2026.3|2026.5.1|'2027.1|
乙|200||2026.12|/|2028|-
"""}, (2, 2, 0, 0), {"甲": "total=100 planned_start=2026-03-31 started=2026-05-01 planned_finish=2027-01-31",
                      "乙": "total=200 planned_start=2026-12-31 started=-"}),
    "begin and end under one head": Layout({"表": """
序号|项目名称|建设年限|<|总投资（亿元）
^|^|起|止|^
1|甲|2025|2027|1
2|乙|2026|2028|2
"""}, (2, 2, 0, 0), {"甲": "planned_start=2025-12-31 planned_finish=2027-12-31 total=10000", "乙": "planned_finish=2028-12-31"}),
    "a summary that calls its lines projects": Layout({"分类统计": """
项目|个数|总投资（亿元）
工业类|2|5
交通类|1|3
合计|3|8
""", "明细": """
项目名称|总投资（亿元）|行业
甲|2|工业
乙|3|工业
丙|3|交通
"""}, (3, 3, 0, 0), {"丙": "sector=transport total=30000"}),
    "another currency is no yuan": Layout({"表": """
||单位：万元
项目名称|总投资（万美元）|年度计划投资
甲|100|50
"""}, (1, 1, 0, 0), {"甲": "total=- plan_year=50"}, ("总投资（万美元）",)),
    "the unit behind the word": Layout({"表": """
项目名称|总投资亿元|年度计划投资(万元)
甲|1.5|50
"""}, (1, 1, 0, 0), {"甲": "total=15000 plan_year=50"}),
    "a duration is no day": Layout({"表": """
项目名称|建设工期|总投资（万元）
甲|24个月|50
乙|18|60
"""}, (2, 2, 0, 0), {"甲": "total=50 planned_start=-", "乙": "total=60"}, ("24个月",)),
    "started, it says, without a day": Layout({"表": """
项目名称|开工时间|竣工时间|总投资（万元）
甲|已开工|2026年12月底前|50
乙|2026年12月|2027年6月30日前|60
"""}, (2, 2, 0, 0), {"甲": "planned_start=- planned_finish=2026-12-31",
                      "乙": "planned_start=2026-12-31 planned_finish=2027-06-30"}, ("已开工",)),
    "what stands in a column decides what it is": Layout({"表": """
项目名称|项目类型|投资主体|总投资（万元）
甲|工业|某某有限公司|50
乙|交通|某某集团|60
"""}, (2, 2, 0, 0), {"甲": "sector=industry developer=某某有限公司 total=50", "乙": "sector=transport"}),
    "counties with counts, no yards": Layout({"表": """
项目名称|总投资（万元）
临江区（2个）|
甲|50
乙|60
物流园区|
鹭湾区：|
丙|70
"""}, (4, 4, 0, 0), {"甲": "county_name=临江区", "丙": "county_name=鹭湾区", "物流园区": "county_name=临江区"}),
    "English": Layout({"Projects": """
Key projects 2026
No.|Project name|District|Owner|Sector|Status|Total investment (RMB million)|Planned start|Planned completion|Remarks
1|Harbour warehouse|Linjiang|Harbour Ltd|transport|building|120|2025-03|2026-12-31|
2|Water works|Wangchao|Water Ltd|urban and environment|reserve|80.5|2026-12|2028|waits for land
Total||||||200.5|||
"""}, (2, 2, 0, 0), {
        "Harbour warehouse": "total=12000 sector=transport stage=building county_name=Linjiang developer=Harbour_Ltd "
                             "started=2025-03-31", "Water works": "total=8050 planned_finish=2028-12-31"}),
    "notes, signatures and pages": Layout({"表": """
某市重点项目表||||
填报单位：市发改委（盖章）||填报日期：2026年11月20日||单位:万元
序号|项目名称|总投资|责任单位|联系人及电话
1|甲|50|市发改委|张某 13900000000
2|乙|60||
第1页，共2页||||
序号|项目名称|总投资|责任单位|联系人及电话
3|丙|70|市发改委|
4||||
合计||180||
备注：总投资以批复为准||||
单位负责人：|某某|填表人：|某某|2026.11.20
"""}, (3, 3, 0, 0), {"丙": "total=70 unit_name=市发改委"}),
    "unit beneath the heads, numbers of columns, an empty first column": Layout({"表": """
||某市重点项目||||||
|||||||||
|序号|项目名称|县区|总投资|年度计划投资|开工时间|备注
||||（亿元）|（万元）||
|1|2|3|4|5|6|7
|1|甲|临江区|1.2|3000|2026.12|
|2|乙|望潮区|0.5|500|2026年12月下旬|
|合计|||1.7|3500||
"""}, (2, 2, 0, 0), {"甲": "total=12000 plan_year=3000 county_name=临江区 planned_start=2026-12-31 note=-"}),
    "counties merged down with a sum of each, sums of what is in them": Layout({"表": """
县区|序号|项目名称|建设性质|总投资（万元）|建设起止年限
全市合计（4个）||||1000|
临江区|小计（2个）|||300|
^|1|甲|续建|100|2024-2026
^|2|乙|新开工|200|2026-2028
望潮区|小计（2个）|||700|
^|1|丙|前期|300|/
^|2|丁|竣工|400|2022-2025
其中：续建项目||||100|
"""}, (4, 4, 0, 0), {"甲": "county_name=临江区 stage=building", "丁": "county_name=望潮区 stage=completed finished=- total=400",
                      "丙": "stage=prework"}),
    "the same heads on each page, a sum on each, notes between": Layout({"表": """
金额单位：万元||||
序号|项目名称|总投资|责任单位|包保市领导
1|甲|100|市发改委|王某
2|乙|200|市发改委|李某
本页小计||300||
序号|项目名称|总投资|责任单位|包保市领导
3|丙|300|市工信局|王某
本页小计||300||
总计||600||
"""}, (3, 3, 0, 0), {"丙": "total=300 leader_name=王某 unit_name=市工信局"}),
    "sheets of sectors, all under one unit in the heads": Layout({"工业（2）": """
序号|项目名称|投资（亿元）|<|进度安排|<
^|^|总投资|2026年|开工|完工
1|甲|3|1|2026年12月|2028年
2|乙|4|1|2026年12月|2028年
""", "交通类项目": """
序号|项目名称|投资（亿元）|<|进度安排|<
^|^|总投资|2026年|开工|完工
1|丙|5|2|2026年12月|2028年
"""}, (3, 3, 0, 0), {"甲": "sector=industry total=30000 planned_finish=2028-12-31", "丙": "sector=transport total=50000"}),
    "names with numbers, marks, breaks and figures": Layout({"表": """
项目名称|县区|总投资（万元）|行业
★1#厂房建设项目|临江区|100|工业
2026年老旧小区改造|临江区|200|城建
“双百”工程/n（二期）|望潮区|300|交通
合计工程配套道路|望潮区|400|交通
３号地块|望潮区|500|城建
"""}, (5, 5, 0, 0), {"★1#厂房建设项目": "total=100", "2026年老旧小区改造": "total=200 sector=urban",
                      "合计工程配套道路": "total=400",
                      "３号地块": "total=500"}),
    "two districts in one cell, posts, several leaders": Layout({"表": """
项目名称|属地|牵头市领导|责任部门|项目负责人|总投资（万元）
甲|临江区|王某（市委常委、副市长）|市住建局|张某|5
乙|鹭湾区|李某、陈某|市交通局|赵某；钱某|6
丙|无|待定|/|—|7
"""}, (3, 3, 0, 0), {"甲": "leader_name=王某 unit_name=市住建局", "乙": "county_name=鹭湾区 leader_name=李某",
                      "丙": "county_name=- leader_name=- unit_name=- total=7"}, ("陈某", "钱某")),
    "two years side by side": Layout({"表": """
项目名称|总投资（万元）|2025年（万元）|<|2026年（万元）|<
^|^|计划投资|完成投资|计划投资|1-10月完成投资
甲|1000|100|90|200|150
"""}, (1, 1, 0, 0), {"甲": "total=1000 plan_year=200"}),
    "what was done is no plan": Layout({"表": """
项目名称|计划总投资（万元）|开工以来累计完成投资（万元）|2025年完成投资（万元）|2026年投资计划（万元）|2026年1-10月完成投资（万元）|建设进展
甲|1000|500|300|200|150|主体封顶
"""}, (1, 1, 0, 0), {"甲": "total=1000 plan_year=200 done_before=-"}),
    "lists of an approval platform": Layout({"Sheet0": """
项目代码|项目名称|项目单位名称|项目类型|建设地点|总投资(万元)|拟开工时间|拟建成时间|国标行业|申报日期
2026-350100-35-03-100001|甲厂|甲公司|备案|临江区某路|50000|2026-12-01|2027-06-01|化学原料|2026-10-01
2026-350100-35-03-100002|乙厂|乙公司|核准|望潮区某路|60000|2026-12-01|2027-06-01|水利|2026-10-02
"""}, (2, 2, 0, 0), {"甲厂": "developer=甲公司 total=50000 national_code=2026-350100-35-03-100001 place=临江区某路 "
                         "planned_start=2026-12-01 planned_finish=2027-06-01"}),
    "weeks and days beside each other": Layout({"表": """
序号|项目名称|所在县区|项目业主|建设规模与主要建设内容|总投资额（亿元）|2026年度目标投资（亿元）|开工年月|竣工年月|包抓领导|责任单位及责任人|目前进展
1|甲厂|临江区|某甲公司|厂房|1.5|0.5|2026.12|2028.06|王某|市工信局 张某|土方
2|乙厂|临江区|某乙公司|厂房|2.5|0.5|2026.12|2028.06|王某|市工信局 张某|桩基
合  计||||| 4|1|||||
"""}, (2, 2, 0, 0), {"甲厂": "county_name=临江区 total=15000 plan_year=5000 planned_start=2026-12-31 planned_finish=2028-06-30 "
                         "content=厂房 leader_name=王某 developer=某甲公司"}),
    "stage by stage, counties in the sections": Layout({"2026年": """
2026年全市重点项目建设计划
|||单位：万元|
项目名称|建设性质|建设内容|投资|<
^|^|^|总投资|2026年计划投资
总计（3个）|||600|60
一、临江区（2个）|||300|30
1.甲厂|续建|厂房|100|10
2.乙厂|新建|厂房|200|20
二、鹭湾区（1个）|||300|30
1.丙厂|新建|厂房|300|30
"""}, (3, 2, 0, 1), {"2.乙厂": "county_name=临江区 total=200 plan_year=20", "1.丙厂": "county_name=鹭湾区"}),
    "a column of counties that is empty beneath sections of them": Layout({"表": """
序号|县区|项目名称|总投资（亿元）
一|临江区（1个）||
1||老旧小区改造|1
二|鹭湾区||
1||老旧小区改造|2
"""}, (2, 2, 0, 0), {"老旧小区改造": "county_name=鹭湾区 total=20000"}, ("「县区」",)),
    "two columns that may be the stage": Layout({"表": """
项目名称|项目类型|建设性质|总投资（亿元）
甲|工业|前期|1
乙|交通|储备|2
"""}, (2, 2, 0, 0), {"甲": "sector=industry stage=prework", "乙": "sector=transport stage=reserve"}),
    "the first of two is of words that nobody knows": Layout({"表": """
项目名称|项目类型|建设阶段|总投资（亿元）
甲|审批类|前期|1
乙|备案类|储备|2
"""}, (2, 2, 0, 0), {"甲": "stage=prework", "乙": "stage=reserve"}, ("「项目类型」",)),
    "the first of two columns is empty": Layout({"表": """
项目名称|计划竣工时间|竣工时间|总投资（亿元）
甲||2027年6月|1
乙||2028|2
"""}, (2, 2, 0, 0), {"甲": "planned_finish=2027-06-30", "乙": "planned_finish=2028-12-31"}, ("「计划竣工时间」",)),
    "the plan of the year in parts": Layout({"表": """
|||单位：万元|
项目名称|总投资|2026年投资计划|<|<
^|^|全年|一季度|上半年
甲|1000|300|50|150
合计|1000|300|50|150
"""}, (1, 1, 0, 0), {"甲": "total=1000 plan_year=300"}, ("一季度", "上半年")),
    "counts without brackets, sections by 甲 and 乙": Layout({"表": """
||||单位：万元|
序号|项目名称|县区|建设性质|总投资|其中：2026年计划投资
|总计 3 个|||600|60
甲|谋划项目 1 个|||100|10
1|厂房|临江区|前期|100|10
乙|在库项目 2 个|||500|50
2|仓库|鹭湾区|前期|200|20
3|码头|鹭湾区|前期|300|30
"""}, (3, 3, 0, 0), {"厂房": "total=100 plan_year=10", "码头": "county_name=鹭湾区 total=300"}),
    "sections by letters, their sums beside them": Layout({"表": """
序号|项目名称|县区|总投资（万元）
|A、谋划库项目（1项）||100
1|厂房扩建3个车间|临江区|100
|B、储备库项目（2项）||500
2|仓库|鹭湾区|200
3|码头|鹭湾区|300
"""}, (3, 3, 0, 0), {"厂房扩建3个车间": "total=100", "码头": "total=300"}),
}
