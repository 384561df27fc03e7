/** Models out of registries that somebody runs, and what gradio takes from the hub. */
import { describe, expect, it } from 'vitest';
import { told } from '../../linking.ts';

async function loads(code: string): Promise<string[]> {
  return (await told({ 'app.py': code })).map((one) => one.replace(/ app\.py:\d+$/, ''));
}

describe('a registry', () => {
  it.each<[string, string[]]>([
    ['import mlflow\nmlflow.pyfunc.load_model("models:/house/3")\n', ['catalog:mlflow/models/house@3 literal']],
    ['import mlflow\nmlflow.sklearn.load_model("models:/house@champion")\n', ['catalog:mlflow/models/house@champion literal']],
    ['from mlflow.pytorch import load_model\nload_model("runs:/0f1e/model")\n', ['catalog:mlflow/runs/0f1e/model literal']],
    ['import mlflow\nmlflow.pyfunc.load_model("s3://house/model")\n', ['generic:s3://house/model literal']],
    ['import mlflow\nmlflow.pyfunc.load_model(uri)\n', ['generic:uri unresolved']],
    ['import mlflow\nmlflow.pyfunc.load_model("./model")\nmlflow.pyfunc.load_model("model")\n', []],
    ['import wandb\nrun = wandb.init()\nrun.use_artifact("team/project/house:v3")\n', ['catalog:wandb/team/project/house@v3 literal']],
    ['import wandb\nwandb.Api().artifact("team/project/house:latest")\n', ['catalog:wandb/team/project/house@latest literal']],
    ['import bentoml\nbentoml.sklearn.load_model("house:latest")\n', ['catalog:bentoml/house@latest literal']],
    ['import acme\nacme.init().use_artifact("team/project/house:v3")\n', []],
    ['import gradio as gr\ngr.load("models/org/a").launch()\n', ['hf:org/a literal']],
    ['import gradio as gr\ngr.load("org/a", src="models")\n', ['hf:org/a literal']],
    ['import gradio as gr\ngr.load("spaces/org/a")\n', ['generic:spaces/org/a literal']],
    ['import gradio as gr\ngr.Blocks()\nload("models/org/a")\n', []],
  ])('%j', async (code, expected) => {
    expect(await loads(code)).toEqual(expected);
  });
});
