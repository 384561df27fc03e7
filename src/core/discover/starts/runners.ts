/** The programs that run code of a tree by its path or module, one row each. To add one, add a row. */

/** `python`: a file, -m or -c; `script`: the first file or -m; `app`: "module:object", or a file; `shell`: a script; `tests`: runs tests. */
export type Takes = 'python' | 'script' | 'app' | 'shell' | 'tests';

const PROGRAMS: readonly (readonly [Takes, RegExp])[] = [
  ['python', /^(?:python|pypy)(?:[23](?:\.\d{1,2})?)?[wtd]?$/],
  [
    'script',
    /^(?:torchrun|accelerate|deepspeed|colossalai|horovodrun|streamlit|chainlit|gradio|panel|voila|solara|marimo|mesop|shiny|ipython3?|papermill|jupyter|modal|dagster|prefect|metaflow|locust|kernprof|viztracer|scalene|py-spy|memray|cog|runpodctl|truss)$/,
  ],
  [
    'app',
    /^(?:uvicorn|gunicorn|hypercorn|daphne|granian|uwsgi|waitress-serve|litestar|robyn|sanic|celery|dramatiq|arq|rq|rqworker|taskiq|huey_consumer(?:\.py)?|faust|flask|fastapi|django-admin|bentoml|serve|functions-framework|sky|mlserver|chalice)$/,
  ],
  ['shell', /^(?:(?:ba|da|z|k|a)?sh|source|\.)$/],
  ['tests', /^(?:pytest|py\.test|tox|nox|nosetests|green|stestr|trial|unittest|ward|behave)$/],
];

/** Modules that `python -m` starts and that start others. */
const MODULES: readonly (readonly [Takes, RegExp])[] = [
  [
    'app',
    /^(?:uvicorn|gunicorn|hypercorn|daphne|granian|celery|dramatiq|arq|rq|flask|fastapi|sanic|litestar|waitress|bentoml|ray\.serve)$/,
  ],
  [
    'script',
    /^(?:streamlit|streamlit\.web\.cli|chainlit|torch\.distributed\.(?:run|launch)|torch\.utils\.bottleneck|accelerate\.commands\.launch|deepspeed\.launcher\.runner|debugpy|cProfile|profile|pdb|ipdb|trace|line_profiler|kernprof|memory_profiler|viztracer|scalene|IPython|papermill|marimo|runpy|mpi4py|mpi4py\.futures)$/,
  ],
  ['tests', /^(?:pytest|py\.test|tox|nox|unittest|nose2?|doctest|test(?:\.\w{1,40})?|behave)$/],
];

/** They name files of the tree, and run none of them. */
const IDLE =
  /^(?:#|:|\[|\[\[|test|echo|printf|true|false|cat|head|tail|less|grep|egrep|rg|sed|awk|find|ls|cp|mv|rm|mkdir|rmdir|touch|chmod|chown|ln|du|df|wc|sort|diff|cmp|tar|zip|unzip|gzip|curl|wget|git|gh|pip[23]?|pipx|apt|apt-get|apk|yum|dnf|microdnf|zypper|brew|npm|yarn|pnpm|conda-lock|twine|build|ruff|black|isort|flake8|pylint|mypy|pyright|pyre|bandit|codespell|pre-commit|pyupgrade|autoflake|yapf|sphinx-build|mkdocs|vulture|interrogate|cython|nuitka|pyinstaller|shellcheck|shfmt|which|command|type|export|set|unset|alias|trap|read|shift|exit|return|kill|ps|id|whoami|date|tee|jq|yq|sleep)$/;

/** Servers and runtimes that serve what is no Python code of the tree. */
const FOREIGN =
  /^(?:nginx|caddy|httpd|apache2|apachectl|apache2-foreground|haproxy|envoy|traefik|redis-server|postgres|mysqld|mongod|etcd|minio|rabbitmq-server|node|npm|npx|yarn|pnpm|bun|deno|java|dotnet|php|php-fpm|ruby|go|vllm|ollama|text-generation-launcher|text-embeddings-router|text-generation-server|tritonserver|sglang|llama-server|hf|huggingface-cli)$/;
/** A container that does nothing until somebody comes. */
const WAITING = /^(?:(?:ba|da|z|k|a)?sh|login|sleep|tail|cat|true|jupyter|jupyter-lab|jupyter-notebook|code-server|sshd|cron)$/;

export function programKind(name: string): Takes | null {
  return PROGRAMS.find(([, names]) => names.test(name))?.[0] ?? null;
}

export function moduleKind(name: string): Takes | null {
  return MODULES.find(([, names]) => names.test(name))?.[0] ?? null;
}

export function isIdle(name: string): boolean {
  return IDLE.test(name);
}

export function isForeign(name: string): boolean {
  return FOREIGN.test(name);
}

export function isWaiting(name: string): boolean {
  return WAITING.test(name);
}
