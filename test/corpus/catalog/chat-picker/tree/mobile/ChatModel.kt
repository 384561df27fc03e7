package chat

enum class ChatModel(val id: String, val limit: Int) {
  SMALL("gpt-5-mini", 400_000),
  LARGE("gpt-5", 400_000);

  companion object {
    fun of(text: String) = if (text == "gpt-4-32k") LARGE else SMALL
  }
}
