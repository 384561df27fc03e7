/** Settings of npm, pnpm and Yarn 1 that steer nothing. */

/** Of npm, pnpm and Yarn 1: how they look, save and ask, which changes neither what is installed nor what runs. */
export const NPM_QUIET =
  /^(?:save(?:-exact|-prefix|-dev|-prod|-optional|-peer|-bundle|-workspace-protocol|-catalog-name)?|loglevel|progress|color|colors?|emoji|unicode|heading|fund|audit|audit-level|timing|message|description|long|json|parseable|depth|update-notifier|engine-strict|engines|package-manager-strict(?:-version)?|manage-package-manager-versions|pm-on-fail|tag-version-prefix|git-tag-version|commit-hooks|sign-git-tag|sign-git-commit|version-\S{1,40}|preid|init[.-](?:author|license|version|private|type)\S{0,20}|access|provenance|provenance-file|legacy-peer-deps|strict-peer-dep(?:endencie)?s|auto-install-peers|dedupe-peer-dependents|dedupe-direct-deps|resolve-peers-from-workspace-root|shamefully-hoist|hoist|hoist-pattern|public-hoist-pattern|hoist-workspace-packages|node-linker|install-strategy|package-import-method|symlink|link-workspace-packages|prefer-workspace-packages|shared-workspace-lockfile|inject-workspace-packages|disallow-workspace-cycles|ignore-workspace-(?:cycles|root-check)|recursive-install|include-workspace-root|workspaces-experimental|workspaces-update|stream|aggregate-output|reporter|use-beta-cli|fetch-(?:retr\S{1,30}|timeout)|network-timeout|network-concurrency|child-concurrency|workspace-concurrency|maxsockets|prefer-offline|prefer-online|prefer-dedupe|prefer-frozen-lockfile|lockfile-version|lockfile-include-tarball-url|use-lockfile-v6|use-node-version|node-version|resolution-mode|side-effects-cache(?:-readonly)?|modules-cache-max-age|disable-self-update-check|lastUpdateCheck|yarn-offline-mirror-pruning|email|username|editor|browser|viewer|cache-min|cache-max|logs-max|usage|yes|omit|also|only|production)$/;
/** As the tools have it anyway, or stricter. */
export const HARMLESS: Readonly<Record<string, string>> = {
  'ignore-scripts': 'true',
  'strict-ssl': 'true',
  'unsafe-perm': 'false',
  'package-lock': 'true',
  'frozen-lockfile': 'true',
  lockfile: 'true',
  'verify-store-integrity': 'true',
  'strict-dep-builds': 'true',
  'always-auth': 'true',
};
