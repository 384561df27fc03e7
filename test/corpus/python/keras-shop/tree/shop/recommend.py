import os

import kagglehub
import keras
import tensorflow as tf
import tensorflow_datasets as tfds
import tensorflow_hub as hub

HUB_URL = "https://tfhub.dev/google/universal-sentence-encoder/4"


def encoder():
    return hub.load(HUB_URL)


def image_layer():
    return hub.KerasLayer("https://tfhub.dev/google/imagenet/mobilenet_v2_100_224/feature_vector/5", trainable=False)


def similar():
    base = keras.applications.EfficientNetV2B0(include_top=False, weights="imagenet", pooling="avg")
    return keras.Sequential([base, keras.layers.Dense(256)])


def fresh():
    return keras.applications.ResNet50(include_top=True, weights=None, classes=12)


def weights():
    return keras.utils.get_file(
        "vgg16_weights_tf_dim_ordering_tf_kernels_notop.h5",
        "https://storage.googleapis.com/tensorflow/keras-applications/vgg16/vgg16_weights_tf_dim_ordering_tf_kernels_notop.h5",
        file_hash="6d6bbae143d832006294945121d1f1fc",
    )


def gemma():
    return kagglehub.model_download("google/gemma-2/keras/gemma2_instruct_2b_en/1")


def reviews():
    data, info = tfds.load("amazon_us_reviews/Beauty_v1_00", with_info=True, split="train")
    return data, info


def titanic():
    return kagglehub.dataset_download("yasserh/titanic-dataset")


def local_weights():
    model = similar()
    model.load_weights(os.path.join("artifacts", "recommend.weights.h5"))
    return tf.function(model)
