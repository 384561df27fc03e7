'use strict';

const fs = require('node:fs');
const { pipeline } = require('node:stream/promises');
const { MODELS, VAD, target } = require('./models');

async function get(url, file) {
  const reply = await fetch(url, { headers: { accept: 'application/octet-stream' } });
  if (!reply.ok) throw new Error(`${reply.status} for ${url}`);
  await pipeline(reply.body, fs.createWriteStream(file));
}

exports.model = (id) => {
  const { url } = MODELS.find((one) => one.id === id);
  return get(url, target(id));
};

exports.vad = () => get(`https://huggingface.co/${VAD.repo}/resolve/main/${VAD.file}`, target('vad'));
