import { RequestMethod, type INestApplication, type Type } from '@nestjs/common';
import { DiscoveryService, MetadataScanner, Reflector } from '@nestjs/core';
import { declaredAccess, type Declaration } from './allow';
import { provincialVerbs, roles, verbsOf } from './roles.rules';

export interface DeclaredRoute {
  method: string;
  path: string;
  /** The verb asked for, or `public`. */
  access: string;
  /** The class and the name of the method that answers. */
  controller: Type;
  name: string;
}

/** Every route of the program with its declaration; throws one list of the routes that have none, so the server does not start. */
export function declaredRoutes(app: INestApplication): DeclaredRoute[] {
  return routesOf(app.get(DiscoveryService), app.get(Reflector));
}

/** The same from inside the program. */
export function routesOf(discovery: DiscoveryService, reflector: Reflector): DeclaredRoute[] {
  const scanner = new MetadataScanner();
  const found = discovery.getControllers().flatMap(({ instance, metatype }) =>
    scanner.getAllMethodNames(Object.getPrototypeOf(instance)).flatMap((name) => {
      const handler = instance[name] as (...args: unknown[]) => unknown;
      const method = Reflect.getMetadata('method', handler) as RequestMethod | undefined;
      if (method === undefined || !metatype) return [];
      const declared = reflector.get<Declaration | undefined>(declaredAccess, handler);
      const access = !declared ? '' : 'public' in declared ? 'public' : declared.action;
      const route = { method: RequestMethod[method], access, controller: metatype as Type, name };
      return pathsOf(metatype, handler).map((path) => ({ ...route, path }));
    }),
  );
  const open = found.filter(({ access }) => !access).map(({ method, path }) => `${method} ${path}`);
  if (open.length) throw new Error(`Routes without @Allow or @Public: ${open.join(', ')}`);
  return found.sort((a, b) => a.path.localeCompare(b.path) || a.method.localeCompare(b.method));
}

/** The table of routes × roles that the tests compare with `test/house/routes.txt`. */
export function routesTable(routes: DeclaredRoute[]): string {
  return routes
    .map(({ method, path, access }) => {
      const who = access === 'public' ? ['public'] : roles.filter((role) => verbsOf[role].includes(access as never));
      const where = provincialVerbs.includes(access as never) ? ' (top unit)' : '';
      return `${method.padEnd(6)} ${path} — ${access} — ${who.join(' ')}${where}`;
    })
    .join('\n');
}

function pathsOf(controller: object, handler: object): string[] {
  const prefixes = [Reflect.getMetadata('path', controller) as string | string[]].flat();
  const own = [Reflect.getMetadata('path', handler) as string | string[]].flat();
  return prefixes.flatMap((prefix) =>
    own.map((path) => `/${prefix}/${path}`.replace(/\/+/g, '/').replace(/(.)\/$/, '$1')),
  );
}
