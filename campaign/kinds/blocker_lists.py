"""What lists of offices (堵点台账、问题清单) call the columns of a blocker, and what their cells say."""

from collections.abc import Mapping

from campaign.core.model.blocker import Category
from campaign.core.model.people import Authority

HEADS = {
    "title": (
        "堵点 堵点问题 堵点名称 堵点内容 问题 问题名称 问题描述 问题内容 存在问题 存在的问题 主要问题 存在困难 存在的困难 "
        "困难问题 存在困难问题 需协调问题 需协调的问题 需协调解决的问题 需协调解决问题 具体问题 堵点难点 难点问题 卡点 卡点堵点 "
        "事项 问题事项"
    ),
    "category": "类别 类型 堵点类别 堵点类型 问题类别 问题类型 堵点分类 问题分类 所属类别 要素类别",
    "authority": "层级 解决层级 协调层级 审批层级 事权 事权层级 权限 权限层级 需协调层级 责任层级 级别",
    "unit": "责任单位 牵头单位 牵头责任单位 承办单位 办理单位 解决单位 协调单位 主责单位 责任部门 牵头部门 主办单位",
    "person": "责任人 具体责任人 承办人 经办人 办理人 负责人",
    "opened": "提出日期 提出时间 提交时间 上报时间 上报日期 登记时间 登记日期 发现时间 交办时间 交办日期 收到时间",
    "due": (
        "办结时限 办理时限 解决时限 完成时限 整改时限 时限 要求办结时间 要求完成时间 计划办结时间 计划解决时间 拟解决时间 "
        "限办日期 期限 销号时限"
    ),
    "project": "项目名称 项目 所属项目 涉及项目 关联项目 项目名 重点项目 重点项目名称 工程名称 建设项目名称 涉及项目名称 "
               "projects",
    "state": "状态 办理状态 解决状态 是否解决 是否办结 是否销号 办结情况 销号情况 办结状态 目前状态",
    "resolution": "解决情况 办理情况 办理结果 处理结果 解决结果 落实情况 整改情况 推进情况 进展情况 目前进展 办理进展 协调情况",
    "resolved": "解决日期 解决时间 办结日期 办结时间 销号日期 销号时间 实际办结时间 实际解决时间 实际完成时间",
    "note": "备注 说明 需协调解决的事项 需协调事项 建议 解决建议 工作建议 下一步工作 下步打算 拟采取措施 解决措施",
}
CATEGORIES = {
    **dict.fromkeys(("征迁", "拆迁", "征收", "征地", "房屋征收", "征拆"), Category.EXPROPRIATION),
    **dict.fromkeys(("用地", "土地", "土地指标", "用地指标", "供地", "用地手续", "土地手续"), Category.LAND),
    **dict.fromkeys(("林地", "林业", "使用林地", "林地手续"), Category.FOREST),
    **dict.fromkeys(("占补平衡", "耕地", "耕地占补平衡", "耕地指标"), Category.FARMLAND),
    **dict.fromkeys(("红线", "生态保护红线", "永久基本农田", "基本农田"), Category.REDLINE),
    **dict.fromkeys(("图斑", "督察整改", "图斑整改", "土地督察"), Category.RECTIFICATION),
    **dict.fromkeys(("环境影响评价", "环保", "环评手续", "排污"), Category.EIA),
    **dict.fromkeys(("规划", "控规调整", "规划手续", "规划选址"), Category.PLANNING),
    **dict.fromkeys(("融资", "资金缺口", "资金问题", "资金保障", "财政资金"), Category.FUNDING),
    **dict.fromkeys(("管线", "杆线迁改", "三线迁改", "杆管线迁改", "电力迁改"), Category.PIPELINE),
    **dict.fromkeys(("水电气", "用水", "用电", "供电", "供水", "供气", "水电气路"), Category.UTILITIES),
    **dict.fromkeys(("招标", "招投标手续", "招采"), Category.TENDER),
    **dict.fromkeys(("设计", "施工图", "图纸"), Category.DESIGN),
    **dict.fromkeys(("用工", "劳动力", "施工组织", "人员"), Category.CREW),
    **dict.fromkeys(("材料", "设备", "砂石料", "建材"), Category.MATERIALS),
    **dict.fromkeys(("业主", "企业原因", "企业意愿", "投资意愿"), Category.DEVELOPER),
    **dict.fromkeys(("纠纷", "阻工", "信访", "群众阻工", "矛盾"), Category.DISPUTE),
    **dict.fromkeys(("安全", "质量", "安全生产", "质量安全"), Category.SAFETY),
    **dict.fromkeys(("海域", "用海手续", "海域使用"), Category.SEA)}
AUTHORITIES = {
    **dict.fromkeys(("县", "区", "区级", "县区", "县区级", "市县级", "区县", "乡镇"), Authority.COUNTY), "市": Authority.CITY,
    **dict.fromkeys(("省", "自治区", "自治区级"), Authority.PROVINCE),
    **dict.fromkeys(("国家", "部委", "中央"), Authority.NATIONAL)}
CELLS: Mapping[str, Mapping[str, str]] = {"category": CATEGORIES, "authority": AUTHORITIES}
SETTLED = ("已解决", "已办结", "已销号", "已完成", "已化解", "已协调解决", "已整改", "办结", "销号", "完成", "解决", "是", "√",
           "resolved", "closed", "done", "yes")
"""How a cell begins that says so much of it."""
OPEN = ("完成时限", "解决中", "办结中", "完成率", "解决方案", "解决措施", "完成部分", "完成初步")
"""How one begins that says something else, for all that."""
WIDE = frozenset({"全县", "全区", "全市", "全域", "整县", "县区", "全县范围", "全县共性", "共性问题", "全县(共性)", "全县项目",
                  "全区项目", "所有项目"})
"""What stands in the column of the project where it is a whole county."""
