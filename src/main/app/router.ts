import { implement, ORPCError } from "@orpc/server";
import { contract } from "../../shared/contract/index.ts";
import { StepbackError } from "../../shared/contract/errors.ts";
import { damageOr } from "../storage/database.ts";
import type { App } from "./create-app.ts";

/** What an error of the core is on the wire: its code and data. Anything else is a bug, and stays one. */
function toContractError(thrown: unknown): unknown {
  const error = damageOr(thrown);
  if (!(error instanceof StepbackError)) return thrown;
  return new ORPCError(error.code, { data: error.data, status: 422, cause: error });
}

/** What a procedure answers that has nothing to say but that it is done. */
async function nothing(done: Promise<unknown>): Promise<null> {
  await done;
  return null;
}

/** The same, for what is done at once. */
function afterwards(nothingSaid: void): null {
  return nothingSaid ?? null;
}

/** The contract, answered by the core. Thin: each procedure is one service call. */
export function createRouter(app: App) {
  const api = implement(contract).use(async ({ next, procedure }) => {
    try {
      const result = await next();
      const { changes } = procedure["~orpc"].meta;
      if (changes !== undefined) app.changes.publish(changes);
      return result;
    } catch (thrown) {
      const error = toContractError(thrown);
      // A page that does not read as it was written: the window is told what can be done.
      if (error instanceof ORPCError && error.code === "JOURNAL_DAMAGED") {
        await app.access.noteDamage();
      }
      throw error;
    }
  });
  const { services, access, protection, backups } = app;

  return api.router({
    journal: {
      state: api.journal.state.handler(() => access.state()),
      make: api.journal.make.handler(({ input }) => nothing(app.begin(input))),
      lookAgain: api.journal.lookAgain.handler(() => nothing(access.look())),
      unlock: api.journal.unlock.handler(({ input }) =>
        nothing(access.unlock({ kind: "passphrase", text: input.passphrase })),
      ),
      lock: api.journal.lock.handler(() => nothing(access.lock())),
      takeOver: api.journal.takeOver.handler(() => nothing(access.takeOver())),
      damage: api.journal.damage.handler(() => access.damage()),
      openReadable: api.journal.openReadable.handler(() => nothing(access.openReadable())),
      about: api.journal.about.handler(() => app.about()),
      check: api.journal.check.handler(() => app.check()),
      chooseAgain: api.journal.chooseAgain.handler(() => nothing(access.chooseAgain())),
      changes: api.journal.changes.handler(({ signal }) => app.changes.subscribe(signal)),
      flushed: api.journal.flushed.handler(() => {
        app.changes.flushed();
        return null;
      }),
    },
    entries: {
      list: api.entries.list.handler(({ input }) => services().entries.list(input)),
      read: api.entries.read.handler(({ input }) => services().entries.read(input.id, true)),
      saveSection: api.entries.saveSection.handler(({ input }) =>
        services().entries.saveSection(input),
      ),
      begin: api.entries.begin.handler(() => services().entries.begin()),
      tags: api.entries.tags.handler(() => services().entries.tags()),
      change: api.entries.change.handler(({ input }) => services().entries.change(input)),
      delete: api.entries.delete.handler(({ input }) => services().entries.delete(input.id)),
      dropIfEmpty: api.entries.dropIfEmpty.handler(({ input }) =>
        services().entries.dropIfEmpty(input.id),
      ),
      restore: api.entries.restore.handler(({ input }) => services().entries.restore(input.id)),
    },
    attachments: {
      keep: api.attachments.keep.handler(({ input: { name, data } }) =>
        services().attachments.keep({ name, data: Buffer.from(data, "base64") }),
      ),
      read: api.attachments.read.handler(({ input }) => {
        const picture = services().attachments.read(input.sha256);
        return picture && { ...picture, data: picture.data.toString("base64") };
      }),
    },
    weekly: {
      today: api.weekly.today.handler(() => services().weekly.today()),
      read: api.weekly.read.handler(({ input }) => services().weekly.read(input.week)),
      begin: api.weekly.begin.handler(({ input }) => services().weekly.begin(input.week)),
      open: api.weekly.open.handler(({ input }) => services().weekly.open(input.week)),
      stayAt: api.weekly.stayAt.handler(({ input: { week, ...whereabouts } }) => {
        services().weekly.stayAt(week, whereabouts);
        return null;
      }),
      anotherPrompt: api.weekly.anotherPrompt.handler(({ input }) =>
        services().weekly.anotherPrompt(input.week, input.place),
      ),
      skip: api.weekly.skip.handler(({ input }) => services().weekly.skip(input.week, input.place)),
      blocks: api.weekly.blocks.handler(({ input }) => services().weekly.blocks(input.week)),
      placeBlocks: api.weekly.placeBlocks.handler(({ input }) =>
        services().weekly.placeBlocks(input.week, input.placed),
      ),
      close: api.weekly.close.handler(({ input }) => services().weekly.close(input.week)),
    },
    today: {
      fromYourPages: api.today.fromYourPages.handler(() => services().today.fromYourPages()),
    },
    commitments: {
      madeIn: api.commitments.madeIn.handler(({ input }) =>
        services().commitments.madeIn(input.week),
      ),
      askedIn: api.commitments.askedIn.handler(({ input }) =>
        services().commitments.askedIn(input.week),
      ),
      open: api.commitments.open.handler(() => services().commitments.open()),
      make: api.commitments.make.handler(({ input }) => services().weekly.commit(input)),
      change: api.commitments.change.handler(({ input }) => services().commitments.change(input)),
      remove: api.commitments.remove.handler(({ input }) => {
        services().commitments.remove(input.id);
        return null;
      }),
      say: api.commitments.say.handler(({ input }) => services().weekly.say(input)),
      decide: api.commitments.decide.handler(({ input }) =>
        services().commitments.decide(input, services().handovers.handOver),
      ),
    },
    moments: {
      ofWeek: api.moments.ofWeek.handler(({ input }) => services().moments.ofWeek(input.week)),
      ofPerson: api.moments.ofPerson.handler(({ input }) =>
        services().moments.ofPerson(input.personId),
      ),
      recentPeople: api.moments.recentPeople.handler(() => services().moments.recentPeople()),
      between: api.moments.between.handler(({ input }) =>
        services().moments.between(input.from, input.to),
      ),
      quoted: api.moments.quoted.handler(({ input }) => services().moments.quoted(input.ids)),
      sheet: api.moments.sheet.handler(({ input }) => services().moments.sheet(input.place)),
      keepDraft: api.moments.keepDraft.handler(({ input }) => {
        services().moments.keepDraft(input.place, input.draft);
        return null;
      }),
      add: api.moments.add.handler(({ input }) => services().moments.add(input)),
      change: api.moments.change.handler(({ input }) => services().moments.change(input)),
      remove: api.moments.remove.handler(({ input }) => {
        services().moments.remove(input.id);
        return null;
      }),
      restore: api.moments.restore.handler(({ input }) => services().moments.restore(input.id)),
    },
    people: {
      list: api.people.list.handler(() => services().people.list()),
      listed: api.people.listed.handler(() => services().personPage.listed()),
      page: api.people.page.handler(({ input }) => services().personPage.read(input.id)),
      add: api.people.add.handler(({ input }) => services().people.add(input)),
      change: api.people.change.handler(({ input }) => services().people.change(input)),
      delete: api.people.delete.handler(({ input }) => services().people.delete(input.id)),
      restore: api.people.restore.handler(({ input }) => services().people.restore(input.id)),
      merge: api.people.merge.handler(({ input }) =>
        services().mergePeople.merge(input.id, input.into),
      ),
      handOver: api.people.handOver.handler(({ input }) => services().handovers.handOver(input)),
      takeBack: api.people.takeBack.handler(({ input: { id, date, note } }) =>
        services().handovers.takeBack(id, date, note),
      ),
      giveAgain: api.people.giveAgain.handler(({ input: { id, date, note } }) =>
        services().handovers.giveAgain(id, date, note),
      ),
      removeLastTurn: api.people.removeLastTurn.handler(({ input }) =>
        services().handovers.removeLastTurn(input.id),
      ),
      changeHandover: api.people.changeHandover.handler(({ input }) =>
        services().handovers.change(input),
      ),
      deleteHandover: api.people.deleteHandover.handler(({ input }) =>
        services().handovers.delete(input.id),
      ),
      restoreHandover: api.people.restoreHandover.handler(({ input }) =>
        services().handovers.restore(input.id),
      ),
      agree: api.people.agree.handler(({ input }) => services().agreements.agree(input)),
      stillSo: api.people.stillSo.handler(({ input }) => services().agreements.stillSo(input.id)),
      askAgreementOn: api.people.askAgreementOn.handler(({ input }) =>
        services().agreements.askOn(input.id, input.askOn),
      ),
      changeAgreement: api.people.changeAgreement.handler(({ input }) =>
        services().agreements.change(input),
      ),
      deleteAgreement: api.people.deleteAgreement.handler(({ input }) =>
        services().agreements.delete(input.id),
      ),
      restoreAgreement: api.people.restoreAgreement.handler(({ input }) =>
        services().agreements.restore(input.id),
      ),
      agreementsDue: api.people.agreementsDue.handler(({ input }) =>
        services().agreements.due(input.date),
      ),
      mentioned: api.people.mentioned.handler(({ input }) =>
        services().people.mentioned(input.ids),
      ),
    },
    crises: {
      today: api.crises.today.handler(() => services().crises.today()),
      read: api.crises.read.handler(({ input }) => services().crises.read(input.id)),
      ofEntry: api.crises.ofEntry.handler(({ input }) => services().crises.ofEntry(input.entryId)),
      open: api.crises.open.handler(({ input }) => services().crises.open(input)),
      change: api.crises.change.handler(({ input }) => services().crises.change(input)),
      addItem: api.crises.addItem.handler(({ input }) => services().crises.addItem(input)),
      restoreItem: api.crises.restoreItem.handler(({ input }) => {
        services().crises.restoreItem(input.id);
        return null;
      }),
      closeItem: api.crises.closeItem.handler(({ input }) => services().crises.closeItem(input)),
      close: api.crises.close.handler(({ input }) => services().crises.close(input)),
      questions: api.crises.questions.handler(({ input }) => services().crises.questions(input.id)),
      answer: api.crises.answer.handler(({ input }) => services().crises.answer(input)),
      tomorrow: api.crises.tomorrow.handler(({ input }) => services().crises.tomorrow(input.id)),
      delete: api.crises.delete.handler(({ input }) => services().crises.delete(input.id)),
      restore: api.crises.restore.handler(({ input }) => services().crises.restore(input.id)),
    },
    prompts: {
      themes: api.prompts.themes.handler(() => services().prompts.library().themes),
      list: api.prompts.list.handler(() => services().promptAnswers.list()),
      answers: api.prompts.answers.handler(({ input }) =>
        services().promptAnswers.answers(input.id),
      ),
      earlierAnswers: api.prompts.earlierAnswers.handler(({ input }) =>
        services().answering.earlierAnswers(input),
      ),
      toAnswer: api.prompts.toAnswer.handler(({ input }) => services().answering.toAnswer(input)),
      saveAnswer: api.prompts.saveAnswer.handler(({ input }) =>
        services().answering.saveAnswer(input),
      ),
      about: api.prompts.about.handler(({ input }) => services().answering.about(input.person)),
      wish: api.prompts.wish.handler(({ input }) => afterwards(services().wishes.wish(input))),
      pick: api.prompts.pick.handler(({ input }) =>
        afterwards(services().wishes.pick(input.id, input.isPicked)),
      ),
      write: api.prompts.write.handler(({ input }) => services().ownPrompts.write(input)),
      change: api.prompts.change.handler(({ input }) =>
        afterwards(services().ownPrompts.change(input)),
      ),
      remove: api.prompts.remove.handler(({ input }) =>
        afterwards(services().ownPrompts.remove(input.id)),
      ),
      restore: api.prompts.restore.handler(({ input }) =>
        afterwards(services().ownPrompts.restore(input.id)),
      ),
      changeTheme: api.prompts.changeTheme.handler(({ input }) =>
        afterwards(services().ownPrompts.changeTheme(input)),
      ),
      removeTheme: api.prompts.removeTheme.handler(({ input }) =>
        afterwards(services().ownPrompts.removeTheme(input.id)),
      ),
      restoreTheme: api.prompts.restoreTheme.handler(({ input }) =>
        afterwards(services().ownPrompts.restoreTheme(input.id)),
      ),
      addPack: api.prompts.addPack.handler(({ input }) =>
        services().packs.add(input.yaml, input.partly),
      ),
      removePack: api.prompts.removePack.handler(({ input }) =>
        afterwards(services().packs.remove(input.id)),
      ),
      restorePack: api.prompts.restorePack.handler(({ input }) =>
        afterwards(services().packs.restore(input.id)),
      ),
    },
    exports: {
      preview: api.exports.preview.handler(({ input }) => ({
        entries: services().entries.count(input),
        where: app.context.destinations.next().where,
        canChoosePlace: app.context.destinations.choose !== null,
      })),
      choosePlace: api.exports.choosePlace.handler(async () => {
        const { destinations } = app.context;
        const chosen = (await destinations.choose?.()) ?? false;
        return chosen ? { where: destinations.next().where } : null;
      }),
      run: api.exports.run.handler(async function* ({ input, signal }) {
        const { path, where } = app.context.destinations.next();
        const run = services().exports.run({ path, filter: input, ...(signal ? { signal } : {}) });
        for await (const progress of run) {
          yield progress.kind === "done" ? { ...progress, where } : progress;
        }
      }),
    },
    protection: {
      state: api.protection.state.handler(() => protection.state()),
      makeCode: api.protection.makeCode.handler(() => protection.makeCode()),
      set: api.protection.set.handler(({ input }) =>
        nothing(protection.set(input.passphrase, input.groups, input.backups)),
      ),
      check: api.protection.check.handler(({ input }) =>
        nothing(protection.check(input.passphrase)),
      ),
      change: api.protection.change.handler(({ input }) =>
        nothing(protection.change(input.passphrase, input.next)),
      ),
      renewCode: api.protection.renewCode.handler(({ input }) =>
        nothing(protection.renewCode(input.passphrase, input.groups)),
      ),
      remove: api.protection.remove.handler(({ input }) =>
        nothing(protection.remove(input.passphrase)),
      ),
      recover: api.protection.recover.handler(async ({ input: { code, next } }) => {
        await protection.recover(code, next);
        await access.unlock({ kind: "passphrase", text: next });
        return null;
      }),
      useDevice: api.protection.useDevice.handler(({ input }) =>
        nothing(protection.useDevice(input.passphrase, input.on)),
      ),
    },
    backups: {
      list: api.backups.list.handler(() => backups.list()),
      create: api.backups.create.handler(() => backups.create("asked")),
      verify: api.backups.verify.handler(({ input }) =>
        backups.verify(input.name, input.passphrase),
      ),
      restore: api.backups.restore.handler(({ input }) =>
        nothing(backups.restore(input.name, input.passphrase)),
      ),
    },
    settings: {
      read: api.settings.read.handler(() => ({
        ...services().settings.read(),
        readableCopyWhere: app.context.destinations.next().where,
      })),
      change: api.settings.change.handler(({ input }) => {
        services().settings.change(input);
        return null;
      }),
    },
  });
}

export type AppRouter = ReturnType<typeof createRouter>;
