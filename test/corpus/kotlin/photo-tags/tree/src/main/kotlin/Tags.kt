package com.example.tags

import com.aallam.openai.api.chat.ChatCompletionRequest
import com.aallam.openai.api.model.ModelId

private const val MODEL = "gpt-4o-mini"
private const val MIME = "image/heic"

fun request() = ChatCompletionRequest(model = ModelId(MODEL), messages = emptyList())

fun careful() = ChatCompletionRequest(model = ModelId("gpt-4-turbo-2024-04-09"), messages = emptyList())

fun folder(name: String) = "photos/$name"
