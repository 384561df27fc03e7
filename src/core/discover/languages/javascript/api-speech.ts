/** The calls that ask a hosted service to speak or to listen, one row each. Signatures: the type definitions of the packages. */
import type { RowTarget, ScriptApiRow } from './api-row.ts';
import { scriptService } from './api-service-row.ts';

const DEEPGRAM = ['@deepgram/sdk'];
const ELEVENLABS = ['@elevenlabs/elevenlabs-js', 'elevenlabs'];

/** Options behind what is spoken or heard. */
function second(...keys: string[]): RowTarget {
  return { at: 1, keys };
}

function first(...keys: string[]): RowTarget {
  return { at: 0, keys };
}

/** Classes of the plugins of LiveKit that take a model. */
const LIVEKIT =
  'openai:openai deepgram:deepgram elevenlabs:elevenlabs cartesia:cartesia google:google assemblyai:assemblyai groq:groq mistral:mistralai baseten:baseten xai:xai'.split(
    ' ',
  );

export const SCRIPT_SPEECH_ROWS: readonly ScriptApiRow[] = [
  ...LIVEKIT.flatMap((row) => {
    const [provider = '', plugin = ''] = row.split(':');
    return ['LLM', 'STT', 'TTS', 'RealtimeModel'].map((name) =>
      scriptService('export', name, [`@livekit/agents-plugin-${plugin}`], provider, first('model', 'modelId')),
    );
  }),
  ...['listen.live', 'speak.live', 'listen.v1.connect', 'listen.v2.connect', 'speak.v1.connect', 'listen.v1.media.transcribeUrl'].map(
    (name) => scriptService('chain', name, DEEPGRAM, 'deepgram', first('model')),
  ),
  ...['listen.prerecorded.transcribeUrl', 'listen.prerecorded.transcribeFile', 'listen.v1.media.transcribeFile', 'speak.request'].map(
    (name) => scriptService('chain', name, DEEPGRAM, 'deepgram', second('model')),
  ),
  ...[
    'textToSpeech.convert',
    'textToSpeech.stream',
    'textToSpeech.convertAsStream',
    'textToSpeech.convertWithTimestamps',
    'textToSpeech.streamWithTimestamps',
    'speechToSpeech.convert',
    'speechToSpeech.stream',
  ].map((name) => scriptService('chain', name, ELEVENLABS, 'elevenlabs', second('modelId', 'model_id'))),
  ...['speechToText.convert', 'textToDialogue.convert', 'textToDialogue.stream', 'music.compose'].map((name) =>
    scriptService('chain', name, ELEVENLABS, 'elevenlabs', first('modelId', 'model_id')),
  ),
  ...['transcripts.transcribe', 'transcripts.submit'].map((name) =>
    scriptService('chain', name, ['assemblyai'], 'assemblyai', first('speech_model')),
  ),
];
