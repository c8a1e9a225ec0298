const { registerHooks } = require('node:module');
const { ModernFakeTimers } = require('@jest/fake-timers');
const { expect } = require('expect');
const { configureGlobal } = require('fast-check');
const { bind } = require('jest-each');
const { ModuleMocker } = require('jest-mock');
const { interfaces, Suite, Test } = require('mocha');
const common = require('mocha/lib/interfaces/common');

// As in jest.config.cjs: it may only be imported, and what is loaded here is required.
registerHooks({
  resolve: (specifier, context, next) =>
    next(specifier.replace(/^@middy\/([^/]+)$/, `${process.cwd()}/node_modules/@middy/$1/index.js`), context),
});

// A property is tried for half a second and not by its whole number of runs, which takes eleven for one of them.
configureGlobal({ interruptAfterTimeLimit: 500 });

require('./remembered-conditions.cjs');

const mocker = new ModuleMocker(globalThis);
const timers = new ModernFakeTimers({ config: { fakeTimers: {}, rootDir: process.cwd() }, global: globalThis });

/**
 * Jest's words as an interface of mocha, with which the mutation tool runs the unit tests: mocha keeps the code loaded from
 * one break to the next, while jest loads it anew for each, which takes seconds. What stands at the top of a file is that
 * file's alone, as in jest.
 */
interfaces.bdd = (root) => {
  root.on(Suite.constants.EVENT_FILE_PRE_REQUIRE, (context, file, mocha) => {
    const suites = [Suite.create(root, file.slice(process.cwd().length + 1))];
    const words = common(suites, context, mocha);
    const describe = (title, fn) => words.suite.create({ title, file, fn });
    const it = (title, fn) => {
      const test = new Test(title, fn);
      test.file = file;
      suites[0].addTest(test);
    };
    describe.each = bind(describe, false);
    it.each = bind(it);
    Object.assign(context, {
      describe,
      it,
      test: it,
      beforeAll: (fn) => words.before(fn),
      afterAll: (fn) => words.after(fn),
      beforeEach: (fn) => words.beforeEach(fn),
      afterEach: (fn) => words.afterEach(fn),
      expect,
      jest: {
        setTimeout: (ms) => suites[0].timeout(ms),
        fn: mocker.fn.bind(mocker),
        spyOn: mocker.spyOn.bind(mocker),
        restoreAllMocks: () => mocker.restoreAllMocks(),
        useFakeTimers: (options) => timers.useFakeTimers(options),
        useRealTimers: () => timers.useRealTimers(),
        setSystemTime: (now) => timers.setSystemTime(now),
      },
    });
  });
};
