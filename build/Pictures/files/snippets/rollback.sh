#!/bin/sh
set -eu
kubectl rollout undo deployment/shop
kubectl rollout status deployment/shop
