"""Eight classes from a good/not-good cut of each dimension; eleven classes from score codes."""

from __future__ import annotations

from typing import Final, Literal

from xlsegment.core.cuts import METRICS, Cuts
from xlsegment.text import Text

ClassCut = Literal["mean", "median", "fixed"]

#: R F M, 1 = good.
EIGHT: Final[dict[str, Text]] = {
    "111": Text("重要价值客户", "Key value"),
    "011": Text("重要保持客户", "Key retention"),
    "101": Text("重要发展客户", "Key development"),
    "001": Text("重要挽留客户", "Key win-back"),
    "110": Text("一般价值客户", "General value"),
    "010": Text("一般保持客户", "General retention"),
    "100": Text("一般发展客户", "General development"),
    "000": Text("一般挽留客户", "General win-back"),
}

#: The eleven classes, best first.
ELEVEN: Final[dict[str, Text]] = {
    "champions": Text("冠军客户", "Champions"),
    "loyal": Text("忠诚客户", "Loyal"),
    "potential": Text("潜在忠诚客户", "Potential Loyalist"),
    "new": Text("新近客户", "New Customers"),
    "promising": Text("有望客户", "Promising"),
    "attention": Text("需要关注客户", "Need Attention"),
    "sleepy": Text("即将沉睡客户", "About To Sleep"),
    "at_risk": Text("濒临流失客户", "At Risk"),
    "cannot_lose": Text("不能失去客户", "Cannot Lose Them"),
    "hibernating": Text("休眠客户", "Hibernating customers"),
    "lost": Text("已流失客户", "Lost customers"),
}

#: Every one of the 125 score codes, as Squeezely publishes the map.
_ELEVEN_CODES: Final[dict[str, str]] = {
    "champions": "445 454 455 544 545 554 555",
    "loyal": "335 344 345 354 355 435 444 543",
    "potential": (
        "323 333 341 342 351 352 353 423 431 432 433 441 442 451 452 453 531 532 533 541 542 "
        "551 552 553"
    ),
    "new": "311 411 412 421 422 511 512",
    "promising": "313 314 315 413 414 415 424 425 513 514 515 521 522 523 524 525",
    "attention": "324 325 334 343 434 443 534 535",
    "sleepy": "213 221 231 241 251 312 321 331",
    "at_risk": (
        "124 125 133 134 135 142 143 145 152 153 224 225 234 235 242 243 244 245 252 253 254 255"
    ),
    "cannot_lose": "113 114 115 144 154 155 214 215",
    "hibernating": "122 123 132 211 212 222 223 232 233 322 332",
    "lost": "111 112 121 131 141 151",
}
ELEVEN_OF_CODE: Final[dict[str, str]] = {
    code: name for name, codes in _ELEVEN_CODES.items() for code in codes.split()
}
ELEVEN_BINS: Final = 5


def eight_code(r: int, f: int, m_cents: int, cuts: Cuts) -> str:
    """Return the eight-class code of one customer, ``"111"`` … ``"000"``.

    Good is R at or below its cut, F and M at or above theirs; equality is good. Whole columns:
    `xlsegment.core.class_columns.classify_eight`.
    """
    figures = zip(METRICS, (r, f, m_cents), strict=True)
    return "".join(str(cuts.of("class", metric).bin_of(figure) - 1) for metric, figure in figures)
