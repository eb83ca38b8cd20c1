"""What lists of offices (招商台账) call the columns of a lead, and what their cells say: each field takes up its own."""

from collections.abc import Mapping

from campaign.core.model.leads import LeadStage
from campaign.kinds.project_lists import HEADS as PROJECT
from campaign.kinds.project_lists import INVESTORS, PATTERNS

HEADS = {
    "name": (
        f"{PROJECT['name']} {PATTERNS['name']} 招商项目 招商项目名称 线索名称 意向项目 意向项目名称 签约项目 签约项目名称 "
        "在谈项目 在谈项目名称"
    ),
    "chain": "产业链 所属产业链 产业链条 重点产业链",
    "node": "产业链环节 链条环节 环节",
    "leader": f"{PROJECT['leader']} {PATTERNS['leader']} 招商领导 招商责任领导 首谈领导 跟踪领导 链长",
    "county": (
        f"{PROJECT['county']} {PATTERNS['county']} 落地县区 拟落地县区 拟落户地 落户地 落地地点 承接地 承接县区 招商县区 落户县区"
    ),
    "investor": "投资主体 投资类型 投资性质 资金性质 企业性质 投资主体性质 内外资",
    "firm": (
        "投资方 投资企业 投资单位 投资商 客商 客商名称 客商企业 企业名称 意向企业 拟引进企业 引进企业 投资方名称 外来投资方 "
        "投资企业名称 建设单位 项目单位 甲方 公司名称"
    ),
    "total": (
        f"{PROJECT['total']} {PATTERNS['total']} 意向投资 意向投资额 签约额 签约金额 签约资金 协议投资 协议投资额 合同投资额 "
        "拟投资 拟投资额 计划投资额"
    ),
    "trip": "走出去 外出招商 外出招商编号",
    "event": "招商大会 推介会 签约活动 招商活动 招商活动编号",
    "stage": "阶段 项目阶段 招商阶段 进展阶段 项目状态 状态 洽谈阶段 跟进阶段 所处阶段 项目类型",
    "next_step": "下一步 下一步工作 下步工作 下步打算 下一步打算 下一步计划 下步计划",
    "next_on": "下步时间 下一步时间 下次对接时间 计划签约时间",
    "signed": "签约时间 签约日期 签订时间 协议签订时间 合同签订时间",
    "landed": "落地时间 落地日期 注册时间 落户时间",
    "dropped": "终止原因 放弃原因 流失原因",
    "opened": "线索时间 获取时间 登记时间 入库时间 首次对接时间 首次洽谈时间 接洽时间",
    "note": "进展 进展情况 项目进展 最新进展 目前进展 推进情况 当前进展 洽谈情况 工作进展 项目进展情况 备注",
}
STAGES = {
    **dict.fromkeys(("意向", "储备", "线索项目", "信息", "意向线索", "跟踪"), LeadStage.LEAD),
    **dict.fromkeys(("在谈", "洽谈中", "对接", "对接中", "在洽谈", "在谈项目", "洽谈推进", "拟签约", "待签约"), LeadStage.TALKS),
    **dict.fromkeys(("已签约", "已签", "签订协议", "签订合同", "已签协议", "待落地", "签约待落地",
                     "签约未落地"), LeadStage.SIGNED),
    **dict.fromkeys(("已落地", "落户", "已落户", "已注册", "注册落地", "已开工", "开工", "转入建设"), LeadStage.LANDED)}
CELLS: Mapping[str, Mapping[str, str]] = {"stage": STAGES, "investor": INVESTORS}
