"""Times other packages on the columns that `statistics-times FOLDER` leaves: one line of JSON a measurement.

    python3 statistics_peers.py FOLDER        pip install crowd-kit evalica choix numpy pandas

A package that is not installed is left out, and that is said.
"""

import json
import sys
import time


def report(what, work, rounds=3):
    times = []
    for _ in range(rounds):
        start = time.perf_counter()
        work()
        times.append(time.perf_counter() - start)
    print(json.dumps({"what": what, "seconds": sorted(times)[rounds // 2]}), flush=True)


def left_out(name, error):
    print(json.dumps({"what": name, "left_out": str(error)}), flush=True)


def main(folder):
    import numpy

    def column(name):
        return numpy.fromfile(f"{folder}/{name}.int32", dtype="<i4")

    lefts, rights, outcomes = column("lefts"), column("rights"), column("outcomes")
    try:
        import pandas
        from crowdkit.aggregation import DawidSkene, MajorityVote

        votes = pandas.DataFrame({"task": column("units"), "worker": column("annotators"), "label": column("labels")})
        report("crowd-kit, majority", lambda: MajorityVote().fit_predict(votes))
        report("crowd-kit, dawid-skene, 20 steps", lambda: DawidSkene(n_iter=20, tol=0).fit_predict(votes), rounds=1)
    except ImportError as error:
        left_out("crowd-kit", error)
    try:
        import evalica

        winners = [evalica.Winner.X if outcome == 0 else evalica.Winner.Y for outcome in outcomes.tolist()]
        xs, ys = lefts.tolist(), rights.tolist()
        report("evalica, bradley-terry", lambda: evalica.bradley_terry(xs, ys, winners))
    except ImportError as error:
        left_out("evalica", error)
    try:
        import choix

        won = numpy.where(outcomes == 0, lefts, rights)
        lost = numpy.where(outcomes == 0, rights, lefts)
        models = int(max(lefts.max(), rights.max())) + 1

        def fit():
            wins = numpy.zeros((models, models))
            numpy.add.at(wins, (won, lost), 1)
            choix.ilsr_pairwise_dense(wins)

        report("choix, bradley-terry on counted wins", fit)
    except ImportError as error:
        left_out("choix", error)


if __name__ == "__main__":
    if len(sys.argv) != 2:
        sys.exit(__doc__)
    main(sys.argv[1])
