/** All routes. Those of GitHub's OpenAPI document are validated against it; the others have no document. */
import type { Route } from '../router.ts';
import { APP_ROUTES } from './apps.ts';
import { CHECK_ROUTES } from './checks.ts';
import { COMMENT_ROUTES } from './comments.ts';
import { CONTENT_ROUTES } from './contents.ts';
import { GIT_ROUTES } from './git.ts';
import { GRAPHQL_ROUTE } from './graphql.ts';
import { ORGANIZATION_ROUTES } from './organizations.ts';
import { PAGE_ROUTES } from './pages.ts';
import { PULL_ROUTES } from './pulls.ts';
import { REPOSITORY_ROUTES } from './repositories.ts';
import { RULE_ROUTES } from './rules.ts';

export const API_ROUTES: readonly Route[] = [
  ...APP_ROUTES,
  ...CHECK_ROUTES,
  ...COMMENT_ROUTES,
  ...CONTENT_ROUTES,
  ...GIT_ROUTES,
  ...ORGANIZATION_ROUTES,
  ...PULL_ROUTES,
  ...REPOSITORY_ROUTES,
  ...RULE_ROUTES,
];

export const OTHER_ROUTES: readonly Route[] = [GRAPHQL_ROUTE, ...PAGE_ROUTES];
