from host.loader import Plugin as Base

FAMILY = "google"


class Plugin(Base):
    size = "small"
    model_name = FAMILY + "/electra-" + size + "-discriminator"
