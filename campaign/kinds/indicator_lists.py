"""What lists of offices call the columns of indicators, and the words that their headings are put together of."""

from collections.abc import Mapping

from campaign.core.model.indicators import IndicatorMeasure, Metric

HEADS = {
    "county": "县市区 县 区 县区 区县 县市 市县 地区 区域 县区名称 单位名称 所属县区 县市区名称 行政区划 district",
    "period": "时期 期间 月份 统计时间 统计期 报告期 时间 年月 季度 年份 数据时间",
    "metric": "指标 指标名称 考核指标 经济指标 项目",
    "measure": "口径 指标口径 指标类型 类型",
    "value": "数值 指标值 完成值 实际值 完成情况 本期值 数据 完成数 实际完成 本期 完成",
    "target": "目标 目标值 年度目标 计划值 预期目标 目标任务 任务数 年度目标值 计划目标",
}
GROWTH = "增速 同比 同比增长 增幅 同比增速 增长率 累计增速 同比增幅 累计同比"
RANK = "排名 位次 名次 全省排名 全省位次 省内排名"
UNIT = "计量单位 单位 counted_in"
METRICS: Mapping[str, Metric] = {
    **dict.fromkeys(("固定资产投资", "固投", "固定资产"), Metric.INVESTMENT),
    **dict.fromkeys(("地区生产总值", "生产总值", "gdp"), Metric.GDP),
    **dict.fromkeys(("规模以上工业增加值", "规上工业增加值", "规模以上工业", "规上工业", "规模工业增加值",
                     "工业增加值"), Metric.INDUSTRY),
    **dict.fromkeys(("亩均税收", "亩均税"), Metric.TAX_PER_MU),
    **dict.fromkeys(("省考核", "省对市考核", "省绩效考核", "综合考核"), Metric.ASSESSMENT),
    **dict.fromkeys(("新增民营企业", "新增民企", "新登记民营企业", "新设民营企业"), Metric.PRIVATE_FIRMS)}
"""Of one that is in another the longer counts."""
GROWS = ("增速", "同比", "增长", "增幅")
RANKS = ("排名", "位次", "名次")
AMOUNTS = ("总量", "完成额", "绝对额", "绝对值", "绝对量", "数值", "完成值", "投资额", "金额", "总额", "得分", "户数", "家数",
           "完成投资", "完成数")
TARGETS = ("目标", "计划", "预期", "任务")
CUMULATIVE = ("累计", "年初以来", "今年以来", "1-本月")
OTHER = ("当月增", "当月同比", "单月", "环比", "比上月", "较上月", "季度增", "增速差", "差距", "两年平均", "比重", "占比",
         "项目个数", "进度", "完成率", "工业投资", "民间投资", "房地产", "技改", "与全市", "高于", "低于", "上年", "去年", "贡献",
         "拉动", "人均", "一产", "二产", "三产", "能耗")
"""What is another figure for all its words: no column is taken that says so."""
MEASURES: Mapping[str, str] = {
    **dict.fromkeys(("增速", "同比", "同比增长", "增幅", "累计增速"), IndicatorMeasure.YOY_CUM),
    **dict.fromkeys(("总量", "绝对额", "数值", "完成额", "绝对值", "金额"), IndicatorMeasure.VALUE),
    **dict.fromkeys(("排名", "位次", "名次"), IndicatorMeasure.RANK)}
CELLS: Mapping[str, Mapping[str, str]] = {"metric": METRICS, "measure": MEASURES}
WIDE = frozenset({"全市", "全省", "全国", "全市合计", "市本级", "市直", "全市平均", "全省平均", "全国平均", "全区", "全县"})
"""Rows that are no county: there is no figure of the city yet."""
