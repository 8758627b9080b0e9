import { answerOrders } from '../../src/kernel/apart';

/** Answers every order with itself, the number of its process and the names in its environment. */
answerOrders((order: object) => ({ ...order, pid: process.pid, knows: Object.keys(process.env) }));
