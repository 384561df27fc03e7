/** Calls that fetch a model from a registry that somebody runs, one row each. The version read stands beside a registry's first row. */
import { type ApiRow, KEYWORD_ONLY, type More, model, namedAt, ofCatalog, only } from './api-row.ts';

const FIRST_URI = namedAt(0, 'model_uri');

/** A method of an object that a module makes. */
function methodOf(module: string, made: string, name: string, target: ApiRow['target'], sample: string, more: More = {}): ApiRow {
  const given = target.position === 0 ? `"${sample}"` : `${target.keywords[0] ?? ''}="${sample}"`;
  const example = {
    found: `import ${module}\nobject = ${made}\nobject.${name}(${given})`,
    not: `import acme\nobject = acme.init()\nobject.${name}(${given})`,
  };
  return model('method', name, [module], target, example, { ...ofCatalog(module), ordinary: true, ...more });
}

export const REGISTRY_ROWS: readonly ApiRow[] = [
  // mlflow 3.9: each flavor has a load_model of its own.
  only('load_model', ['mlflow'], FIRST_URI, 'models:/name/1', {
    ...ofCatalog('mlflow'),
    found: 'import mlflow\nmlflow.pyfunc.load_model("models:/name/1")',
    not: 'from acme import load_model\nload_model("models:/name/1")',
  }),
  only('spark_udf', ['mlflow'], namedAt(1, 'model_uri'), 'models:/name/1', {
    ...ofCatalog('mlflow'),
    found: 'import mlflow\nmlflow.pyfunc.spark_udf(spark, "models:/name/1")',
    not: 'from acme import spark_udf\nspark_udf(spark, "models:/name/1")',
  }),
  only('download_artifacts', ['mlflow'], namedAt(0, 'artifact_uri'), 'models:/name/1', {
    ...ofCatalog('mlflow'),
    found: 'import mlflow\nmlflow.artifacts.download_artifacts("models:/name/1")',
    not: 'from acme import download_artifacts\ndownload_artifacts("models:/name/1")',
  }),
  // wandb 0.23
  ...['use_artifact', 'use_model'].map((name) =>
    methodOf('wandb', 'wandb.init()', name, namedAt(0, 'artifact_or_name', 'name'), 'team/project/model:v3'),
  ),
  methodOf('wandb', 'wandb.Api()', 'artifact', namedAt(0, 'name'), 'team/project/model:v3'),
  // clearml 2.0
  ...['Model', 'InputModel'].map((name) => only(name, ['clearml'], namedAt(0, 'model_id'), '0f1e2d3c', ofCatalog('clearml'))),
  // neptune 1.14
  only('init_model_version', ['neptune'], namedAt(KEYWORD_ONLY, 'with_id'), 'HOUSE-MOD-1', {
    ...ofCatalog('neptune'),
    found: 'import neptune\nneptune.init_model_version(with_id="HOUSE-MOD-1")',
    not: 'from acme import init_model_version\ninit_model_version(with_id="HOUSE-MOD-1")',
  }),
  // comet_ml 3.54
  methodOf('comet_ml', 'comet_ml.API()', 'get_model', namedAt(1, 'model_name'), 'house-model', {
    ...ofCatalog('comet'),
    found: 'import comet_ml\napi = comet_ml.API()\napi.get_model("team", "house-model")',
    not: 'import acme\napi = acme.API()\napi.get_model("team", "house-model")',
  }),
  // bentoml 1.4: a store of the machine, or BentoCloud.
  only('load_model', ['bentoml'], namedAt(0, 'bento_model', 'tag'), 'house:latest', {
    ...ofCatalog('bentoml'),
    found: 'import bentoml\nbentoml.sklearn.load_model("house:latest")',
    not: 'from acme import load_model\nload_model("house:latest")',
  }),
  ...['get', 'import_model', 'pull'].map((name) =>
    only(`models.${name}`, ['bentoml'], namedAt(0, 'tag', 'path'), 'house:latest', {
      ...ofCatalog('bentoml'),
      found: `import bentoml\nbentoml.models.${name}("house:latest")`,
      not: `import acme as bentoml\nbentoml.models.${name}("house:latest")`,
    }),
  ),
  // sagemaker 3.4
  only('JumpStartModel', ['sagemaker'], namedAt(0, 'model_id'), 'house-model', ofCatalog('sagemaker-jumpstart')),
  // azureml-core 1.61
  only('Model.get_model_path', ['azureml'], namedAt(0, 'model_name'), 'house-model', {
    ...ofCatalog('azureml'),
    found: 'from azureml.core.model import Model\nModel.get_model_path("house-model")',
    not: 'from acme import Model\nModel.get_model_path("house-model")',
  }),
  // gradio 6.5: "models/owner/name", or the name and where it is from.
  ...['load', 'Interface.load', 'Blocks.load'].map((name) =>
    only(name, ['gradio'], namedAt(0, 'name'), 'models/org/name', {
      revision: null,
      names: { behind: ['models/', 'huggingface/'] },
      found: `import gradio\ngradio.${name}("models/org/name")`,
      not: `import acme as gradio\ngradio.${name}("models/org/name")`,
    }),
  ),
];
