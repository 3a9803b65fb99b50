"""Words of the quotation's papers that come as codes: steps of the price, ways, stages of the delivery."""

from collections.abc import Mapping

WAYS = {
    "sea_lcl": ("Sea, shared container", "海运拼箱"),
    "sea_fcl": ("Sea, full container", "海运整箱"),
    "air": ("Air", "空运"),
    "courier": ("Courier", "快递"),
    "rail_lcl": ("Rail, shared container", "铁路拼箱"),
    "rail_fcl": ("Rail, full container", "铁路整箱"),
    "truck": ("Truck", "卡车"),
}
# as they fit beside the bars of the plan
SHORT_WAYS = {
    "sea_lcl": ("Sea LCL", "海运拼箱"),
    "sea_fcl": ("Sea FCL", "海运整箱"),
    "air": ("Air", "空运"),
    "courier": ("Courier", "快递"),
    "rail_lcl": ("Rail LCL", "铁路拼箱"),
    "rail_fcl": ("Rail FCL", "铁路整箱"),
    "truck": ("Truck", "卡车"),
}
STAGES = {
    "preparation": ("Preparation", "生产准备", "preparation"),
    "procurement": ("Materials", "物料采购", "materials"),
    "queue": ("Waiting for a free line", "等待产线", "production"),
    "production": ("Production", "生产", "production"),
    "inspection": ("Inspection", "检验", "inspection"),
    "packing": ("Packing and hand-over", "包装交运", "packing"),
    "transport": ("Transport, door to door", "门到门运输", "transport"),
}
BLOCKS = {
    "export_packing": ("Export packing", "出口包装"),
    "load_at_seller": ("Loading at our works", "工厂装货"),
    "pre_carriage": ("Truck to the port", "内陆运输"),
    "export_clearance": ("Export clearance", "出口报关"),
    "origin_terminal": ("Terminal of loading", "起运港码头费"),
    "load_on_vessel": ("Loading on board", "装船"),
    "main_carriage": ("Main carriage", "主运费"),
    "insurance": ("Cargo insurance", "货物保险"),
    "dest_terminal": ("Terminal of destination", "目的港码头费"),
    "import_clearance": ("Import clearance", "进口清关"),
    "duty_vat": ("Import duty and VAT", "进口关税及增值税"),
    "on_carriage": ("Truck to the door", "目的地运输"),
    "unload_at_dest": ("Unloading", "卸货"),
    "Export VAT": ("Export VAT 0 %", "出口增值税 0%"),
    "Discount": ("Discount", "折扣"),
    "Free replacement under warranty": ("Free replacement under warranty", "保修免费更换"),
}
TERMS = {
    "TT_30_70_BS": ("30 % deposit by T/T, 70 % before shipment", "T/T 30% 定金，发货前付 70%"),
    "TT_30_70_BL": ("30 % deposit by T/T, 70 % against copy of B/L", "T/T 30% 定金，见提单副本付 70%"),
    "TT_100": ("100 % by T/T in advance", "T/T 100% 预付"),
    "TT_50_50": ("50 % deposit by T/T, 50 % before shipment", "T/T 50% 定金，发货前付 50%"),
    "LC_SIGHT": ("Irrevocable letter of credit at sight", "不可撤销即期信用证"),
    "LC_USANCE": ("Irrevocable usance letter of credit", "不可撤销远期信用证"),
    "DP": ("Documents against payment", "付款交单"),
    "DA": ("Documents against acceptance", "承兑交单"),
    "OA": ("Open account", "赊销"),
    "MIX": ("30 % deposit by T/T, 70 % by letter of credit at sight", "T/T 30% 定金，70% 即期信用证"),
}
# Refusals of a way that the rules give, by their code; the values stand in the English sentence.
REASONS = {
    "no_rate_card": ("we have no rate for this way to your country", "没有至贵国的运价"),
    "rate_out_of_date": ("our rate has ended and is being renewed", "运价已过期，更新中"),
    "rate_incomplete": ("our rate is not complete", "运价不完整"),
    "carton_too_heavy": ("a carton is too heavy for this way", "单箱超重"),
    "carton_too_long": ("a carton is too long for this way", "单箱超长"),
    "shipment_too_heavy": ("the shipment is too heavy for this way", "货物超过重量上限"),
    "does_not_fit": ("the cartons do not fit", "箱子无法装入"),
    "no_transit_time": ("we know no transit time", "无运输时效数据"),
    "sea_rule_for_other_mode": ("the delivery term is for ships only", "该贸易术语仅适用于海运"),
    "no_exchange_rate": ("no exchange rate", "无汇率"),
}


def word(table: Mapping[str, tuple[str, ...]], code: str, language: str) -> str:
    """The word for a code in a language ("zh…": Chinese), or the code itself."""
    said = table.get(code)
    return code if said is None else said[1 if language.startswith("zh") else 0]


def payment_terms(language: str) -> list[tuple[str, str]]:
    """The payment terms from which a person chooses, with their words in a language."""
    return [(code, word(TERMS, code, language)) for code in TERMS]
