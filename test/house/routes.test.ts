import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { declaredRoutes, routesTable } from '../../src/access/declared-routes';
import { startApp } from '../app';

const file = join(__dirname, 'routes.txt');

describe('the routes', () => {
  it('are open to the roles of the committed table; after a wanted change run the tests once with UPDATE_ROUTES=1', async () => {
    const world = await startApp();
    const table = routesTable(declaredRoutes(world.app)) + '\n';
    await world.stop();
    if (process.env['UPDATE_ROUTES']) writeFileSync(file, table);
    expect(table).toBe(readFileSync(file, 'utf8'));
  });
});
