ALTER TABLE `posting_outcomes` ADD `new_graduates` integer;--> statement-breakpoint
ALTER TABLE `posting_outcomes` ADD `same_occupation` integer;