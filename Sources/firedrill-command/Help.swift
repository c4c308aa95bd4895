/// What `firedrill help` prints.
enum Help {
  static let text = """
    Firedrill rehearses failures of Apache Kafka estates on a virtual clock: one drill file and one seed
    give one outcome, which records were lost, duplicated or reordered, and why.

    usage:
      firedrill check FILE                 what a drill file means, every default filled in
      firedrill run PATH...                run drill files, or all below a folder
      firedrill compare FILE...            variants of a drill side by side, and what surely differs
      firedrill inspect FILE --at TIME [topics|groups|brokers|connectors]
                                           the estate at one moment, as Kafka's tools describe it
      firedrill versions                   rules that differ between the modelled Kafka versions
      firedrill help | --version

    options:
      --seed N             one seed, instead of the drill's own              (run, compare, inspect)
      --seeds A..B         every seed from A to B; figures become spreads    (run, compare)
      --variant NAME       only this variation of the drill                  (run, inspect)
      --at TIME            since the start of the load: 90s, 4m30s           (inspect)
      --vary KEY=a,b       try these values of a setting, or of a path such as
                           steps.cut.for; several make all combinations      (compare)
      --jobs N             so many runs at once; all cores if missing        (run, compare)
      --format text|json   (everywhere)

    exit codes: 0 every expectation holds, 1 one does not, 2 bad input, 3 a fault of Firedrill's own

    examples:
      firedrill run Scenarios
      firedrill run leader-kill.json5 --seeds 1..200
      firedrill inspect leader-kill.json5 --at 4m30s groups
      firedrill compare leader-kill.json5 --vary acks=1,all --seeds 1..50

    """
}
