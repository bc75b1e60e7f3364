MODE_ALPHA_NUM: int
MODE_8BIT_BYTE: int

class QRData:
    def __init__(self, data: str | bytes, mode: int | None = None) -> None: ...
