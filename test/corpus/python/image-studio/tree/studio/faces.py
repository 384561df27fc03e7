from controlnet_aux import OpenposeDetector
from insightface.app import FaceAnalysis
from rembg import new_session, remove

_session = None


def detector():
    app = FaceAnalysis(name="antelopev2", providers=["CPUExecutionProvider"])
    app.prepare(ctx_id=0, det_size=(640, 640))
    return app


def without_background(image):
    global _session
    _session = _session or new_session("isnet-general-use")
    return remove(image, session=_session)


def poses():
    return OpenposeDetector.from_pretrained("lllyasviel/ControlNet")
