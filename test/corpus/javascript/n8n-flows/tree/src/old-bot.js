var OpenAI = require('openai')
var ai = new OpenAI.OpenAI({ apiKey: process.env.KEY })
var models = ['gpt-4o', 'gpt-4o-mini']

module.exports = function bot (text, cb) {
  ai.chat.completions.create({
    model: models[1],
    messages: [{ role: 'user', content: text }]
  }).then(function (r) {
    cb(null, r.choices[0].message.content)
  }, function (e) {
    if (/gpt-4/.test(e.message)) return retry(text, cb)
    cb(e)
  })
}

function retry (text, cb) {
  var opts = { messages: [{ role: 'user', content: text }] }
  opts.model = models[0] || 'gpt-3.5-turbo-1106'
  ai.chat.completions.create(opts).then(function (r) { cb(null, r.choices[0].message.content) }, cb)
}

module.exports.type = 'application/vnd.api+json'
