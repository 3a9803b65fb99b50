"""Buyers who write Chinese, Arabic, Korean and Japanese."""

from . import line, truth
from .writing import mail

LETTERS = [
    mail(
        "132",
        "王建国 <wangjg@huadeng.example>",
        "询价",
        """
你好，
请报以下产品的含税出厂价：
1、球泡灯 9W E27 中性光 5000只
2、球泡灯 12W E27 正白光 三千只
3、T8玻璃灯管 18W 1.2米 6500K 一万支
4、平板灯 600*600 48W 4000K 800个，外壳白色
5、投光灯 100W IP66 暖光 二百套

交货期15天内，先付30%定金，发货前付清。送到东莞。

王建国
东莞市华灯贸易有限公司
电话：0769-5555 0123
""",
        truth(
            "inquiry",
            "zh",
            customer=("东莞市华灯贸易有限公司", "王建国", "wangjg@huadeng.example", "076955550123"),
            order={
                "destination_country": "CN",
                "destination_port": "Dongguan",
                "incoterms": ["EXW"],
                "payment_method": "TT",
                "payment_deposit_percent": 30,
                "delivery_days": 15,
            },
            lines=[
                line("bulb", 5000, power_w=9, base=["E27"], colors=["neutral_white"]),
                line("bulb", 3000, power_w=12, base=["E27"], colors=["cool_white"]),
                line(
                    "tube",
                    10000,
                    power_w=18,
                    base=["G13"],
                    shape="T8",
                    size_mm=[1200],
                    cct_k=[6500],
                    housing_material="glass",
                ),
                line("panel", 800, power_w=48, size_mm=[600, 600], cct_k=[4000], housing_color="white"),
                line("flood_light", 200, unit="set", power_w=100, ip="IP66", colors=["warm_white"]),
            ],
        ),
        charset="gb18030",
    ),
    mail(
        "133",
        "陳志明 <cm.chen@kwongfai.example>",
        "查詢LED燈價錢",
        """
您好：

我司為香港燈飾批發商，現需以下貨品報價（FOB深圳，美金）：

筒燈 7W 3000K 開孔75mm 角度36度 白色 1,000個
筒燈 12W 3000K 開孔95mm 角度36度 白色 800個
路軌燈 20W 4000K 黑色 CRI90 400支
蠟燭燈泡 E14 4W 暖白 2,400個
燈帶 24V 10W/米 2700K 500米

請附上產品目錄及樣品收費。付款方式：T/T，貨到30日。

陳志明
光輝燈飾有限公司
電話 +852 2555 0199
傳真 +852 2555 0188
""",
        truth(
            "inquiry",
            "zh",
            customer=(
                "光輝燈飾有限公司",
                "陳志明",
                "cm.chen@kwongfai.example",
                "+85225550199",
                "+85225550188",
            ),
            order={
                "destination_country": "HK",
                "incoterms": ["FOB"],
                "loading_port": "Shenzhen",
                "currency": "USD",
                "payment_method": "TT",
                "payment_days": 30,
                "documents_requested": ["catalogue"],
                "sample_requested": True,
            },
            lines=[
                line(
                    "downlight",
                    1000,
                    power_w=7,
                    cct_k=[3000],
                    size_mm=[75],
                    beam_angle_deg=[36],
                    housing_color="white",
                ),
                line(
                    "downlight",
                    800,
                    power_w=12,
                    cct_k=[3000],
                    size_mm=[95],
                    beam_angle_deg=[36],
                    housing_color="white",
                ),
                line("track_light", 400, power_w=20, cct_k=[4000], housing_color="black", cri_min=90),
                line("candle", 2400, power_w=4, base=["E14"], colors=["warm_white"]),
                line("strip", 500, unit="m", power_w=10, voltage_v=[24, 24], cct_k=[2700]),
            ],
        ),
        charset="big5",
    ),
    mail(
        "134",
        "李娜 <lina@zhaoming-export.example>",
        "工矿灯 路灯 求购",
        """
李经理好，我们在做越南胡志明市一个厂房项目，需要：
工矿灯UFO 150瓦 5000K 光效150lm/w 90度 共260盏
路灯 60瓦 4000K 压铸铝 IP66 85盏
应急灯（双头） 40个
三防灯 1.5米 40瓦 500盏 一半4000K一半6500K
CIF胡志明，要CE证书和光度文件（IES）。预计4月底前到港。质保5年。
目标价工矿灯不超过45美元/盏。
""",
        truth(
            "inquiry",
            "zh",
            customer=(None, "李娜", "lina@zhaoming-export.example"),
            order={
                "destination_country": "VN",
                "destination_port": "Ho Chi Minh",
                "incoterms": ["CIF"],
                "certificates": ["CE"],
                "documents_requested": ["ies_file", "certificate"],
                "delivery_date": "2026-04-30",
                "warranty_years": 5,
                "currency": "USD",
            },
            lines=[
                line(
                    "high_bay",
                    260,
                    power_w=150,
                    cct_k=[5000],
                    efficacy_lm_w=150,
                    beam_angle_deg=[90],
                    target_price=45,
                ),
                line(
                    "street_light",
                    85,
                    power_w=60,
                    cct_k=[4000],
                    ip="IP66",
                    housing_material="die-cast aluminium",
                ),
                line("emergency_light", 40),
                line("linear_light", 250, power_w=40, size_mm=[1500], cct_k=[4000]),
                line("linear_light", 250, power_w=40, size_mm=[1500], cct_k=[6500]),
            ],
        ),
    ),
    mail(
        "135",
        "خالد المنصوري <khalid@almansouri-lights.example>",
        "طلب عرض سعر",
        """
السلام عليكم ورحمة الله

نرجو تزويدنا بعرض أسعار للأصناف التالية تسليم ميناء جبل علي (CIF):

١- لمبة ليد ١٢ واط E27 أبيض - ٥٠٠٠ حبة
٢- لمبة ليد 9 واط B22 أصفر دافئ 3000K - ٣٬٠٠٠ حبة
٣- كشاف ليد 100 واط IP65 ضوء نهاري 6500K - ٥٠٠ حبة
٤- سبوت لايت 7 واط داخلي 4000K - ١٢٠٠ حبة

الدفع: ٣٠٪ مقدم. التسليم خلال ٤٥ يوم. نحتاج عينات وكتالوج.

خالد المنصوري
شركة المنصوري للإنارة
هاتف: +971 4 555 0146
""",
        truth(
            "inquiry",
            "ar",
            customer=(
                "شركة المنصوري للإنارة",
                "خالد المنصوري",
                "khalid@almansouri-lights.example",
                "+97145550146",
            ),
            order={
                "destination_country": "AE",
                "destination_port": "Jebel Ali",
                "incoterms": ["CIF"],
                "payment_method": "TT",
                "payment_deposit_percent": 30,
                "delivery_days": 45,
                "sample_requested": True,
                "documents_requested": ["catalogue"],
            },
            lines=[
                line("bulb", 5000, power_w=12, base=["E27"], colors=["white"]),
                line("bulb", 3000, power_w=9, base=["B22d"], colors=["warm_white"], cct_k=[3000]),
                line("flood_light", 500, power_w=100, ip="IP65", colors=["daylight"], cct_k=[6500]),
                line("downlight", 1200, power_w=7, cct_k=[4000]),
            ],
        ),
    ),
    mail(
        "136",
        "محمود حسن <m.hassan@nilelight.example>",
        "استفسار عن أسعار",
        """
السلام عليكم
عايز سعر لمبات ليد 9 وات قلاووظ E27 أبيض بارد 10000 قطعة و لمبات 15 وات 5 آلاف قطعة
و بانل 60*60 40 وات 600 قطعة
و كشافات شوارع 100 وات 200 قطعة IP66
الشحن للاسكندرية مصر، الدفع اعتماد مستندي
شكرا
محمود حسن - نايل لايت
""",
        truth(
            "inquiry",
            "ar",
            customer=("نايل لايت", "محمود حسن", "m.hassan@nilelight.example"),
            order={"destination_country": "EG", "destination_port": "Alexandria", "payment_method": "LC"},
            lines=[
                line("bulb", 10000, power_w=9, base=["E27"], colors=["cool_white"]),
                line("bulb", 5000, power_w=15, base=["E27"], colors=["cool_white"]),
                line("panel", 600, power_w=40, size_mm=[600, 600]),
                line("street_light", 200, power_w=100, ip="IP66"),
            ],
        ),
        charset="windows-1256",
    ),
    mail(
        "137",
        "김민수 <minsu.kim@hanbitlighting.example>",
        "LED 조명 견적 요청",
        """
안녕하세요, 한빛조명 김민수입니다.

아래 제품의 견적을 부탁드립니다 (CIF 부산, USD).

- LED 전구 E26 10W 주광색 6500K : 5,000개
- LED 평판등 600x600 40W 4000K : 1,200개
- LED 다운라이트 6인치 15W 전구색 : 3,000개
- LED 투광등 100W IP66 5700K : 400개

KC 인증 필요. 납기는 4월 15일까지입니다. 결제는 T/T 30% 선금.
샘플도 부탁드립니다.

김민수 과장
(주)한빛조명
전화 02-555-0127
""",
        truth(
            "inquiry",
            "ko",
            customer=("(주)한빛조명", "김민수", "minsu.kim@hanbitlighting.example", "025550127"),
            order={
                "destination_country": "KR",
                "destination_port": "Busan",
                "incoterms": ["CIF"],
                "currency": "USD",
                "certificates": ["KC"],
                "delivery_date": "2026-04-15",
                "payment_method": "TT",
                "payment_deposit_percent": 30,
                "sample_requested": True,
            },
            lines=[
                line("bulb", 5000, power_w=10, base=["E26"], colors=["daylight"], cct_k=[6500]),
                line("panel", 1200, power_w=40, size_mm=[600, 600], cct_k=[4000]),
                line("downlight", 3000, power_w=15, size_mm=[150], colors=["warm_white"]),
                line("flood_light", 400, power_w=100, ip="IP66", cct_k=[5700]),
            ],
        ),
    ),
    mail(
        "138",
        "佐藤健一 <k.sato@akari-shoji.example>",
        "お見積り依頼",
        """
お世話になっております。あかり商事の佐藤です。

下記商品のお見積りをお願いいたします。

・LED電球 E26 8W 電球色 2700K　3,000個
・LED電球 E17 4W 昼白色 5000K　2,000個
・直管LED 40形 1200mm G13 14W 昼光色　1,500本
・ダウンライト φ100 10W 温白色　600台

CIF横浜、納期は3月末。PSE必須。
サンプル各2個を希望します。

佐藤健一
あかり商事株式会社
TEL 03-5555-0145
""",
        truth(
            "inquiry",
            "ja",
            customer=("あかり商事株式会社", "佐藤健一", "k.sato@akari-shoji.example", "0355550145"),
            order={
                "destination_country": "JP",
                "destination_port": "Yokohama",
                "incoterms": ["CIF"],
                "delivery_date": "2026-03-31",
                "certificates": ["PSE"],
                "sample_requested": True,
            },
            lines=[
                line("bulb", 3000, power_w=8, base=["E26"], colors=["warm_white"], cct_k=[2700]),
                line("bulb", 2000, power_w=4, base=["E17"], colors=["neutral_white"], cct_k=[5000]),
                line("tube", 1500, power_w=14, base=["G13"], size_mm=[1200], colors=["daylight"]),
                line("downlight", 600, power_w=10, size_mm=[100], colors=["warm_white"]),
            ],
        ),
        charset="iso-2022-jp",
    ),
    mail(
        "139",
        "赵敏 <zhaomin@xinghe-hotel.example>",
        "酒店灯具采购",
        """
您好！我们酒店（马来西亚吉隆坡）翻新，烦请报价：
射灯 GU10 6W 3000K 24° 可调光 1200颗
壁灯 10W 2700K 黑色 160盏
灯带 24V 2700K CRI>95 9.6W/m 1500米 COB
驱动 24V 200W 60台
地埋灯 9W 3000K IP67 不锈钢 80个
更正：射灯改为1500颗，其余不变。
DDP吉隆坡，人民币报价也可以。
赵敏 13800550123
""",
        truth(
            "inquiry",
            "zh",
            customer=(None, "赵敏", "zhaomin@xinghe-hotel.example", "13800550123"),
            order={
                "destination_country": "MY",
                "destination_port": "Kuala Lumpur",
                "incoterms": ["DDP"],
                "currency": "CNY",
            },
            lines=[
                line(
                    "spot_lamp",
                    1500,
                    power_w=6,
                    base=["GU10"],
                    cct_k=[3000],
                    beam_angle_deg=[24],
                    dimming="yes",
                ),
                line("wall_light", 160, power_w=10, cct_k=[2700], housing_color="black"),
                line(
                    "strip",
                    1500,
                    unit="m",
                    power_w=9.6,
                    voltage_v=[24, 24],
                    cct_k=[2700],
                    cri_min=95,
                    chip=["COB"],
                ),
                line("driver", 60, power_w=200, voltage_v=[24, 24]),
                line(
                    "garden_light", 80, power_w=9, cct_k=[3000], ip="IP67", housing_material="stainless steel"
                ),
            ],
        ),
    ),
]
