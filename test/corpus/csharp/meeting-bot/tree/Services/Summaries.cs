using Azure.AI.OpenAI;
using Microsoft.SemanticKernel;
using OpenAI.Audio;
using OpenAI.Chat;

namespace MeetingBot.Services;

/// <summary>Sums up a meeting; "gpt-4-32k" was used until spring.</summary>
public class Summaries
{
    private const string Fallback = "gpt-4o-mini";
    private const string Accept = "text/vtt";
    private const string Weights = "https://huggingface.co/onnx-community/silero-vad/resolve/main/onnx/model.onnx";

    public Kernel Build(IConfiguration config)
    {
        var builder = Kernel.CreateBuilder();
        builder.AddOpenAIChatCompletion(config["OpenAI:ChatModel"] ?? Fallback, config["OpenAI:Key"]!);
        builder.AddAzureOpenAITextEmbeddingGeneration("embeddings-prod", config["Azure:Endpoint"]!, config["Azure:Key"]!);
        return builder.Build();
    }

    public async Task<string> Transcribe(Stream audio)
    {
        var client = new AudioClient("whisper-1", Environment.GetEnvironmentVariable("OPENAI_API_KEY"));
        var result = await client.TranscribeAudioAsync(audio, "meeting.wav");
        return result.Value.Text;
    }

    public ChatClient Chat() => new(model: "o3-mini-2025-01-31", Environment.GetEnvironmentVariable("OPENAI_API_KEY"));

    public async Task Download(HttpClient http) => await File.WriteAllBytesAsync("vad.onnx", await http.GetByteArrayAsync(Weights));

    public string Route(int id) => $"meetings/{id}";
}
