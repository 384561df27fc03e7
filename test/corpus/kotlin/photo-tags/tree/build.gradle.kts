plugins { id("com.android.application") version "8.7.3" }

android { namespace = "com.example.tags" }

dependencies {
    implementation("com.google.mediapipe:tasks-vision:0.10.20")
    implementation("com.aallam.openai:openai-client:3.8.2")
    implementation("androidx.core:core-ktx:1.15.0")
}

val weights = tasks.register<Exec>("weights") {
    commandLine("curl", "-L", "-o", "src/main/assets/efficientdet.tflite", "https://storage.googleapis.com/mediapipe-models/object_detector/efficientdet_lite0/int8/1/efficientdet_lite0.tflite")
}
