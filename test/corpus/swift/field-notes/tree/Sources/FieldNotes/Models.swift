import Foundation
import MLXLLM
import WhisperKit

/// Models of the app. `mlx-community/gemma-2-9b-it-4bit` is too large for phones.
enum Models {
    static let speech = "openai_whisper-base.en"
    static let chat = ModelConfiguration(id: "mlx-community/Llama-3.2-1B-Instruct-4bit")
    static let hosted = "gpt-4o-mini"
    static let sound = "audio/mp4"
    static let weights = URL(string: "https://huggingface.co/apple/coreml-sam2-tiny/resolve/main/SAM2_1TinyMaskDecoder.mlpackage.zip")!
}

func transcriber() async throws -> WhisperKit {
    try await WhisperKit(WhisperKitConfig(model: Models.speech, modelRepo: "argmaxinc/whisperkit-coreml"))
}

func ask(_ text: String) async throws -> Data {
    var request = URLRequest(url: URL(string: "https://api.openai.com/v1/chat/completions")!)
    request.setValue("application/json", forHTTPHeaderField: "Content-Type")
    request.httpBody = try JSONSerialization.data(withJSONObject: ["model": Models.hosted, "messages": [["role": "user", "content": text]]])
    return try await URLSession.shared.data(for: request).0
}
