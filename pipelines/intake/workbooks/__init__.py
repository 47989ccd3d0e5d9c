"""The workbooks that the door hands out: a template to fill in, a marked-up copy to mend."""
