from host.loader import Plugin as Base

NAME = "nomic-ai/nomic-bert-2048"


class Plugin(Base):
    def __init__(self) -> None:
        self.model_name = NAME
        self.trust = True
        self.queue = "plugins/nomic"
