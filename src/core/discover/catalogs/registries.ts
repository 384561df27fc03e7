/** Registries of trained models, each of which somebody runs: the name says nothing of who made the model, and nobody is asked. */
import { anyForm, type Catalog } from './catalog.ts';

const NAME = '[\\w.-]{1,100}';

/** "name:v3" and "name:latest" of others are "name@v3" here. */
function colon(name: string): string {
  return name.replace(/^([^:@]+):([\w.-]{1,60})$/, '$1@$2');
}

export const REGISTRIES: readonly Catalog[] = [
  // mlflow (3.9): "models:/name/version", "models:/name@alias", "runs:/id/path"; anything else is an address or a folder.
  {
    id: 'mlflow',
    orPath: true,
    names: anyForm(`(?:models|runs)/${NAME}(?:/${NAME}){0,6}`),
    spell: (uri) => uri.replace(/^(models):\/{1,3}([^/@]+)[/@]([\w.-]+)$/, '$1/$2@$3').replace(/^(models|runs):\/{1,3}/, '$1/'),
  },
  // wandb (0.23): entity/project/name:version
  { id: 'wandb', names: anyForm(`${NAME}(?:/${NAME}){0,2}`), spell: (name) => colon(name.replace(/^wandb-artifact:\/{1,3}/, '')) },
  { id: 'clearml', names: anyForm(NAME) },
  { id: 'neptune', names: anyForm(NAME) },
  { id: 'comet', names: anyForm(NAME) },
  // bentoml (1.4): name:version
  { id: 'bentoml', names: anyForm(NAME), spell: colon },
  { id: 'sagemaker-jumpstart', names: anyForm(NAME) },
  { id: 'azureml', names: anyForm(NAME) },
  { id: 'vertex', names: anyForm(`${NAME}(?:/${NAME}){0,8}`) },
];
