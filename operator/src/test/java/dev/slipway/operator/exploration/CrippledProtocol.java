package dev.slipway.operator.exploration;

import dev.slipway.operator.release.Decision;
import dev.slipway.operator.release.Memory;
import dev.slipway.operator.release.Observation;
import dev.slipway.operator.release.Protocol;
import dev.slipway.operator.release.Release;

/** Protocols with one thing wrong in each: mistakes that operators have really made. */
enum CrippledProtocol implements Turning.Order {
  ACTS_BEFORE_THE_INTENT_IS_WRITTEN {
    @Override
    public Protocol.Turn turn(Turning turning) {
      var memory = turning.read();
      var seen = turning.look(memory);
      var decision = Release.decide(memory, seen);
      decision.actions().forEach(action -> turning.act(action, decision, seen));
      var accepted =
          decision.next().equals(memory) || turning.write(decision.next(), decision, seen);
      return new Protocol.Turn(memory, seen, decision, accepted);
    }
  },

  ACTS_ON_A_STATUS_THAT_IS_OVER {
    @Override
    public Protocol.Turn turn(Turning turning) {
      return Protocol.turn(
          turning,
          new Notebook(turning) {
            @Override
            public boolean current() {
              return true;
            }
          },
          turning);
    }
  },

  OVERWRITES_WITHOUT_COMPARING {
    @Override
    public Protocol.Turn turn(Turning turning) {
      return Protocol.turn(
          turning,
          new Notebook(turning) {
            @Override
            public boolean write(Memory next, Decision why, Observation seen) {
              turning.overwrite(next);
              return true;
            }
          },
          turning);
    }
  },

  FORGETS_TO_WRITE_WHAT_IT_ORDERS {
    @Override
    public Protocol.Turn turn(Turning turning) {
      return Protocol.turn(
          turning,
          new Notebook(turning) {
            @Override
            public boolean write(Memory next, Decision why, Observation seen) {
              return turning.behind() == 0;
            }
          },
          turning);
    }
  },

  CHANGES_OBJECTS_BY_NAME_ALONE {
    @Override
    public Protocol.Turn turn(Turning turning) {
      return Protocol.turn(turning, turning, (action, why, seen) -> turning.actByName(action));
    }
  };

  private static class Notebook implements Protocol.Notebook {
    private final Turning turning;

    Notebook(Turning turning) {
      this.turning = turning;
    }

    @Override
    public Memory read() {
      return turning.read();
    }

    @Override
    public boolean write(Memory next, Decision why, Observation seen) {
      return turning.write(next, why, seen);
    }

    @Override
    public boolean current() {
      return turning.current();
    }

    @Override
    public void show(Decision why, Observation seen) {}
  }
}
