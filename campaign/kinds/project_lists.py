"""What lists of offices call the columns of a project, and what their cells say: each field takes up its own."""

from collections.abc import Mapping

from campaign.core.model.project import Investor, Sector, Stage

HEADS = {
    "name": "项目名称 名称 工程名称 建设项目名称 项目 重点项目名称 项目名 projectname",
    "stage": "建设性质 项目阶段 建设阶段 项目状态 建设状态 项目性质 进展阶段 项目类型",
    "county": (
        "县市区 县 区 县区 区县 所属县区 所在县区 所属区县 属地 所属地区 所在地区 县市 市县 项目属地 所在县市区 所属县市区 "
        "责任县区"
    ),
    "leader": "包保领导 市级包保领导 包联领导 挂钩领导 联系领导 挂点领导 牵头领导 责任领导 市领导 分管领导",
    "unit": (
        "责任单位 牵头单位 行业主管部门 主管部门 牵头责任单位 市级责任单位 行业主管单位 主管单位"
    ),
    "manager": "责任人 项目责任人 负责人 项目负责人 具体责任人",
    "total": "总投资 总投资额 计划总投资 项目总投资 投资总额 估算总投资 概算总投资 总投资估算 投资规模",
    "plan_100": "百日计划 百日计划投资 百日攻坚计划投资 百日攻坚计划",
    "planned_start": (
        "计划开工时间 计划开工日期 拟开工时间 拟开工日期 预计开工时间 开工时间 开工日期 开工 计划开工 拟开工 "
        "开工年月 建设起始时间 开始时间"
    ),
    "planned_finish": (
        "计划竣工时间 计划竣工日期 计划完工时间 拟建成时间 拟建成日期 预计竣工时间 竣工时间 竣工日期 竣工 "
        "完工时间 完工日期 完工 建成时间 计划建成时间 计划投产时间 投产时间 拟竣工时间 计划竣工"
    ),
    "started": "实际开工时间 实际开工日期 实际开工",
    "finished": "实际竣工时间 实际竣工日期 实际完工时间 实际竣工",
    "registered": "入库时间 纳统时间 入库纳统时间 入库日期 纳统日期",
    "sector": "行业 所属行业 行业类别 行业分类 项目类别 产业类别 领域 所属领域",
    "investor": "投资主体 投资类型 投资性质 资金性质 投资主体性质 企业性质",
    "plan_year": (
        "年度计划投资 年度计划 年度投资计划 年计划 年计划投资 年投资计划 本年计划 本年计划投资 本年度计划投资 "
        "年度计划完成投资 年计划完成投资 计划完成投资 "
        "年投资计划全年 年计划投资全年 年度计划投资全年 年度投资计划全年 当年计划投资 当年计划 今年计划投资 今年计划 计划投资"
    ),
    "national_code": (
        "项目代码 国家代码 审批监管平台代码 项目统一代码 统一代码 国家项目代码 投资项目代码 在线平台代码 赋码 "
        "审批平台代码 在线审批代码 监管平台代码"
    ),
    "developer": (
        "建设单位 项目单位 项目法人单位 项目法人 业主单位 项目业主 业主 投资单位 投资方 建设主体 法人单位 "
        "项目建设单位 实施单位"
    ),
    "content": (
        "建设规模及内容 建设内容及规模 建设内容 主要建设内容 建设内容和规模 项目建设内容 建设规模 主要建设内容及规模 "
        "建设规模及主要内容 建设规模和内容 项目概况 项目内容"
    ),
    "place": "建设地点 项目地点 建设地址 项目地址 地点 建设位置 具体地点 项目选址 选址",
    "node": "产业链环节 产业链",
    "funds_planned": "计划到位资金 资金计划 计划资金",
    "anchor": "链主企业 龙头企业",
    "expected_tax": "预计年税收 年税收 预计税收",
    "note": "备注 说明 备注说明 其他",
}
PATTERNS = {
    "name": "(建设|重大|重点|招商|签约|工程)*(项目|工程)(项目|工程)*(名称|全称)|projects?|nameofproject|projecttitle",
    "county": (
        "(项目|所在|所属|责任|建设|实施)*(县市区|县区市|市县区|县区|区县|市县|县市|县|区|属地|辖区|地区|区域|行政区划?)"
        "(名称|别|单位)?|district|county"
    ),
    "leader": "(?!.*(县级|区级|镇|村)).*(包保|包联|包抓|包挂|挂钩|挂点|挂包|联系|责任|牵头|领衔|分管|督办|市).*领导",
    "unit": (
        "(市级|市直|行业|项目|主要|第一)*(牵头|责任|主管|主责|监管|推进|包保|包联|挂钩|服务)+(单位|部门|局|委办局)|"
        "responsible(unit|department|agency)"
    ),
    "manager": "(项目|具体|单位|企业|直接)?(责任人|负责人)(姓名)?|projectmanager|personincharge",
    "total": (
        "(项目|计划|估算|概算|批复|预计|工程)*(总投资|投资总额|总投)(额|估算|概算|金额|规模|数)*|"
        "(项目|计划|估算|概算)*投资(额|估算|概算|总额)|(project)?total(project)?(investment|cost)"
    ),
    "plan_year": (
        "(本年度?|当年度?|今年|年度?|年内)(总?投资额?|(?=.*(计划|目标|预计|拟|任务|安排))"
        "(计划|目标|预计|拟|总|完成|投资|额|任务|安排|数|资金)+)|annual(investment)?plan|plannedinvestmentthisyear"
    ),
    "started": "(项目|工程)?(实际|正式)(开工|动工|开始)(建设)?(时间|日期|年月|日)?|actualstart(date)?",
    "planned_start": (
        "(项目|工程|建设)?(计划|拟|预计|预期|力争)?(开工|动工)(建设)?(时间|日期|年月|年份|月份|年度|节点|日)?|"
        "(项目|工程|建设)?(计划|拟|预计|预期)?(开始|起始|启动)(建设)?(时间|日期|年月|年份|月份|年限|年)|"
        "(planned)?start(date)?|(planned)?commencement(date)?"
    ),
    "finished": "(项目|工程)?(实际|正式)(竣工|完工|建成|投产)(时间|日期|年月|日)?|actual(finish|completion|end)(date)?",
    "planned_finish": (
        "(项目|工程|建设)?(计划|拟|预计|预期|力争)?(竣工|完工|建成|投产|竣工投产|建成投产|完工投产|投产达效|交付使用)"
        "(时间|日期|年月|年份|月份|年度|节点|日)?|"
        "(项目|工程|建设)?(计划|拟|预计|预期)?(完成|结束|终止|交付|截止)(建设)?(时间|日期|年月|年份|月份|年限|年)|"
        "(planned)?(completion|finish|end)(date)?"
    ),
    "stage": "(项目|建设|工程|目前|当前|进展)*(性质|阶段|状态)|新建?续建|续建新建|(current|project)?(status|stage|phase)",
    "sector": "(项目)?(类别|分类|类型)|(所属|项目|投资)*(行业|产业|领域)(类别|分类|门类|类型|领域|行业)?|industry",
    "national_code": (
        "(国家|全国|投资|项目|统一|审批|监管|在线|平台|重大|建设|立项|备案|发改|赋)*(代码|编码)|(national|project)code"
    ),
    "developer": (
        "(项目|建设|实施|投资|承办|业主|法人)+(单位|主体|企业|业主|方|法人|公司)(名称|全称)?|(企业|公司|单位)名称|"
        "developer|(project)?owner|client"
    ),
    "content": (
        "(项目|工程|主要|建设|规模|内容|概况|简介|基本情况)*(内容|概况|简介|建设规模)(规模)?|"
        "(scale|scope)?content|(content)?scope|description(ofworks?)?|projectdescription"
    ),
    "place": "(项目|工程|建设|所在|实施|具体|详细)*(建设地|所在地|地点|地址|位置)|location|site|address",
    "note": "备注(说明|栏)?|其[他它](说明|情况)?|remarks?|comments?",
}
"""The same for headings that are put together of a few words, without 及, 与, 和 and 的; a year before is left out of all but a
year's plan.
"""
SPAN_PATTERN = (
    "(项目|工程|建设|计划|拟|预计)*(开竣工|开完工|起止|起讫|建设|开工竣工|开工至竣工)(年限|时限|周期|时间|日期|年月|期限|年度)"
)
SPAN = (
    "建设起止年限 建设年限 起止年限 建设周期 建设期限 起止时间 建设起止时间 建设工期 建设时间 项目周期 建设起止年月 "
    "起止年月 建设期"
)
"""Headings of a column with both the planned start and the planned finish."""
STAGES = {
    **dict.fromkeys(("续建", "在建", "已开工", "建设中", "施工", "在施", "施工中", "正在建设", "正在施工", "收尾", "计划竣工",
                     "拟竣工", "拟建成", "计划建成", "计划完工", "预计竣工"), Stage.BUILDING),
    **dict.fromkeys(("新建", "新开工", "拟新开工", "计划新开工", "拟开工", "前期", "前期工作", "预备", "未开工", "扩建",
                     "改建", "改扩建", "迁建", "技改", "技术改造", "重建", "拟建", "待建", "前期推进",
                     "前期谋划"), Stage.PREWORK),
    **dict.fromkeys(("储备", "策划储备", "谋划储备", "预备储备"), Stage.RESERVE),
    **dict.fromkeys(("竣工", "已竣工", "完工", "已完工", "建成"), Stage.COMPLETED),
    **dict.fromkeys(("投产", "已投产", "交付", "竣工投产"), Stage.PRODUCING), "谋划": Stage.PLANNING, "策划": Stage.PLANNING}
SECTORS = {
    **dict.fromkeys(("工业", "制造业", "先进制造业"), Sector.INDUSTRY),
    **dict.fromkeys(("综合交通", "交通运输", "交通"), Sector.TRANSPORT), "能源": Sector.ENERGY,
    **dict.fromkeys(("市政", "城建", "城市建设", "城乡建设", "生态环保", "市政基础设施"), Sector.URBAN),
    **dict.fromkeys(("民生", "社会民生", "社会事业", "教育", "卫生", "文化", "文旅体育"), Sector.SOCIAL),
    **dict.fromkeys(("服务业", "现代服务业", "商贸", "物流", "商贸物流"), Sector.SERVICES),
    **dict.fromkeys(("农林水利", "农林水", "水利", "农业", "林业", "农业农村"), Sector.RURAL)}
INVESTORS = {
    **dict.fromkeys(("民营", "民企", "民间投资", "民间", "私营", "社会投资"), Investor.PRIVATE),
    **dict.fromkeys(("国有", "国企", "央企", "国有企业"), Investor.STATE),
    **dict.fromkeys(("政府", "政府投资", "财政"), Investor.GOVERNMENT),
    **dict.fromkeys(("外资", "外商", "外商投资", "港澳台"), Investor.FOREIGN)}
CELLS: Mapping[str, Mapping[str, str]] = {"stage": STAGES, "sector": SECTORS, "investor": INVESTORS}
