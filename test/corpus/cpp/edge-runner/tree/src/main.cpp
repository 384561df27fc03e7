// Runs a small model; bigger ones such as TheBloke/Llama-2-13B-GGUF do not fit.
#include <cstdlib>
#include <iostream>
#include <string>

#include "common/arg.h"

static const char * VISION_URL = "https://github.com/onnx/models/raw/main/validated/vision/object_detection_segmentation/ssd/model/ssd-12.onnx";

int main(int argc, char ** argv) {
    std::string command = std::string("curl -L -o ssd.onnx ") + VISION_URL;
    if (std::system(command.c_str()) != 0) {
        std::cerr << "cannot fetch vision/model\n";
        return 1;
    }
    common_params params;
    params.model.hf_repo = "ggml-org/Qwen2.5-Coder-1.5B-Q8_0-GGUF";
    return argc > 1 ? 0 : 2;
}
