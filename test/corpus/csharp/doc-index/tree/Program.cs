using Microsoft.Extensions.AI;
using OllamaSharp;
using OpenAI;

var builder = WebApplication.CreateBuilder(args);
var chatModel = builder.Configuration["Chat:Model"] ?? "gpt-4.1-mini";
IChatClient chat = new OpenAIClient("key").GetChatClient(chatModel).AsIChatClient();
IEmbeddingGenerator<string, Embedding<float>> embed = new OllamaApiClient(new Uri("http://ollama:11434"), "all-minilm:33m");
// ollama: "tinyllama:1.1b" was tried
var app = builder.Build();
app.MapGet("api/docs/{id}", (string id) => Results.Text(id, "text/plain"));
app.MapPost("api/ask", async (string q) => (await chat.GetResponseAsync(q, new ChatOptions { ModelId = "gpt-4.1-2025-04-14" })).Text);
app.Run();
