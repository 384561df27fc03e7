/** Options of package managers: which of them take a word that is no package, and which say what it is for (their reference pages of 2026). */

/** pip, uv, pipx, Poetry, PDM, Pipenv, Rye. `-e` takes a package. */
export const PYTHON_VALUED =
  /^(?:-[rciftCdbpPGE]|--(?:requirements?|constraints?|index-url|extra-index-url|pypi-url|index|default-index|find-links|target|platform|python-platform|python-version|implementation|abi|root|prefix|src|cache-dir|proxy|timeout|retries|cert|client-cert|trusted-host|allow-insecure-host|log|progress-bar|upgrade-strategy|upgrade-package|no-binary|only-binary|no-build-package|report|config-settings?|config-file|global-option|build-option|use-feature|use-deprecated|root-user-action|exists-action|keyring-provider|group|only-group|extra|extras|source|markers|python|pip-args|preinstall|suffix|spec|with|with-requirements|overrides?|build-constraints?|exclude-newer|link-mode|torch-backend|resolution|prerelease|directory|project|package|rev|tag|branch|optional|categories|fork-strategy|index-strategy|color|uploaded-prior-to))$/;

/** npm, pnpm, Yarn, Bun. */
export const NPM_VALUED =
  /^(?:-[CFw]|--(?:prefix|dir|cwd|registry|cache|cache-folder|cache-dir|modules-folder|global-folder|store-dir|userconfig|globalconfig|loglevel|omit|include|only|workspace|filter|tag|before|otp|network-timeout|network-concurrency|fetch-timeout|fetch-retries|reporter|backend|config|install-strategy|script-shell|location|node-linker|mutex|https?-proxy|proxy|cafile|min-release-age))$/;

export const CONDA_VALUED =
  /^(?:-[cnpf]|--(?:channel|name|prefix|root-prefix|file|solver|subdir|platform|clone|use-index-cache|channel-alias|rc-file|manifest-path|feature|environment|expose|with|repodata-fn))$/;

/** What is installed is for development. */
export const DEVELOPMENT = /^(?:-D|--save-dev|--dev|--group=dev|--development)$/;
