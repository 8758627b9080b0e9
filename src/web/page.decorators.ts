import { applyDecorators, Get, Header, Post } from '@nestjs/common';
import type { Action } from '../access/actions';
import { Allow, Public } from '../access/allow';

const html = Header('Content-Type', 'text/html; charset=utf-8');

/** A page behind one verb. */
export const GetPage = (path: string | string[], action: Action) => applyDecorators(Get(path), html, Allow(action));

/** A page for everybody, with the reason why. */
export const PublicPage = (path: string | string[], reason: string) => applyDecorators(Get(path), html, Public(reason));

/** Where a form of a page is sent; the method answers through `answerForm`. */
export const PostForm = (path: string | string[], action: Action) => applyDecorators(Post(path), html, Allow(action));

export const PublicForm = (path: string | string[], reason: string) =>
  applyDecorators(Post(path), html, Public(reason));
