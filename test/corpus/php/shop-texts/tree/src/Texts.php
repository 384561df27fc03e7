<?php

declare(strict_types=1);

namespace Example\Shop;

// gpt-3.5-turbo-instruct wrote shorter texts
final class Texts
{
    private const MODEL = 'gpt-4o-mini-2024-07-18';

    public function write(string $product): string
    {
        $client = \OpenAI::client((string) getenv('OPENAI_API_KEY'));
        $reply = $client->chat()->create(['model' => self::MODEL, 'messages' => [['role' => 'user', 'content' => $product]]]);

        return $reply->choices[0]->message->content;
    }

    public function image(string $prompt): string
    {
        return \OpenAI::client('')->images()->create(['model' => 'dall-e-2', 'prompt' => $prompt])->data[0]->url;
    }

    public function header(): string
    {
        return 'Content-Type: image/jpeg';
    }
}
