import 'package:google_generative_ai/google_generative_ai.dart';

/// Before spring this was 'gemini-1.0-pro'.
const storyModels = [
  'gemini-1.5-flash-002',
  'gemini-1.5-pro-002',
];

const drawer = 'dall-e-3';

class Stories {
  final model = GenerativeModel(model: storyModels.first, apiKey: key);

  Future<String> picture(String text) => draw(model: drawer, prompt: text);

  Uri voice() => Uri.parse('wss://api.openai.com/v1/realtime?model=gpt-4o-realtime-preview-2024-12-17');

  bool canSee(String name) => name.startsWith('gpt-4-vision');
}
