"""Times other packages on the columns that `statistics-times FOLDER` leaves: one line of JSON a measurement.

    python3 statistics_peers.py FOLDER        pip install crowd-kit krippendorff evalica choix numpy pandas

A package that is not installed is left out, and that is said.
"""

import json
import sys
import time


def report(task, program, work, rounds=3):
    times = []
    for _ in range(rounds):
        start = time.perf_counter()
        work()
        times.append(time.perf_counter() - start)
    print(json.dumps({"task": task, "program": program, "seconds": sorted(times)[rounds // 2]}), flush=True)


def left_out(program):
    print(json.dumps({"program": program, "left_out": True}), flush=True)


def main(folder):
    try:
        import numpy
    except ImportError:
        return left_out("numpy, and with it all")

    def column(name):
        return numpy.fromfile(f"{folder}/{name}.int32", dtype="<i4")

    units, labels = column("units"), column("labels")
    try:
        import krippendorff

        size = (int(units.max()) + 1, int(labels.max()) + 1)

        def alpha():
            counts = numpy.bincount(units * size[1] + labels, minlength=size[0] * size[1]).reshape(size)
            krippendorff.alpha(value_counts=counts, level_of_measurement="nominal")

        report("alpha", "krippendorff", alpha)
    except ImportError:
        left_out("krippendorff")
    try:
        import pandas
        from crowdkit.aggregation import DawidSkene, MajorityVote

        votes = pandas.DataFrame({"task": units, "worker": column("annotators"), "label": labels})
        report("majority", "crowd-kit", lambda: MajorityVote().fit_predict(votes))
        report("Dawid-Skene, 20 steps", "crowd-kit", lambda: DawidSkene(n_iter=20, tol=0).fit_predict(votes), rounds=1)
    except ImportError:
        left_out("crowd-kit")
    lefts, rights, outcomes = column("lefts"), column("rights"), column("outcomes")
    try:
        import evalica

        winners = [evalica.Winner.X if outcome == 0 else evalica.Winner.Y for outcome in outcomes.tolist()]
        xs, ys = lefts.tolist(), rights.tolist()
        report("Bradley-Terry", "evalica", lambda: evalica.bradley_terry(xs, ys, winners))
    except ImportError:
        left_out("evalica")
    try:
        import choix

        won = numpy.where(outcomes == 0, lefts, rights)
        lost = numpy.where(outcomes == 0, rights, lefts)
        models = int(max(lefts.max(), rights.max())) + 1

        def fit():
            wins = numpy.zeros((models, models))
            numpy.add.at(wins, (won, lost), 1)
            choix.ilsr_pairwise_dense(wins)

        report("Bradley-Terry", "choix", fit)
    except ImportError:
        left_out("choix")


if __name__ == "__main__":
    if len(sys.argv) != 2:
        sys.exit(__doc__)
    main(sys.argv[1])
