const { createClient } = require('@deepgram/sdk');

const deepgram = createClient(process.env.DEEPGRAM_API_KEY);

exports.listen = () =>
  deepgram.listen.live({
    language: 'en',
    smart_format: true,
    model: 'nova-3',
  });

exports.hand = {
  landmarks: 'https://storage.googleapis.com/mediapipe-models/hand_landmarker/hand_landmarker/float16/1/hand_landmarker.task',
  picture: 'https://storage.googleapis.com/mediapipe-assets/hand.png',
};
